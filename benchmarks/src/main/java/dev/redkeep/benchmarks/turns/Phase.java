package dev.redkeep.benchmarks.turns;

import java.util.concurrent.CountDownLatch;

/** What all workers of a slice look at: not begun, under way, measured, over. */
final class Phase {
    private final CountDownLatch gate = new CountDownLatch(1);
    private volatile boolean measured;
    private volatile boolean over;

    void awaitGate() throws InterruptedException {
        gate.await();
    }

    void open() {
        gate.countDown();
    }

    void measure() {
        measured = true;
    }

    void end() {
        measured = false;
        over = true;
    }

    boolean measured() {
        return measured;
    }

    boolean over() {
        return over;
    }
}
