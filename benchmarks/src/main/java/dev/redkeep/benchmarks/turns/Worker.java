package dev.redkeep.benchmarks.turns;

import dev.redkeep.benchmarks.contender.Operation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * One thread of a slice. What ends while the slice is measured counts as its work, whenever it began: at the edges as
 * much is gained as is lost, also where one operation lasts long.
 */
final class Worker implements Runnable {
    private final Operation operation;
    private final Phase phase;
    private final CountDownLatch ready;
    private final @Nullable Histogram latency;
    private long all;
    private long measured;
    private @Nullable Exception failure;

    Worker(Operation operation, Phase phase, CountDownLatch ready, boolean timed) {
        this.operation = operation;
        this.phase = phase;
        this.ready = ready;
        this.latency = timed ? new Histogram(TimeUnit.MINUTES.toNanos(1), 2) : null;
    }

    @Override
    public void run() {
        ready.countDown();
        try {
            phase.awaitGate();
            while (!phase.over()) {
                once();
            }
        } catch (Exception thrown) {
            failure = thrown;
        }
    }

    private void once() throws Exception {
        long start = System.nanoTime();
        if (operation.run() == null) {
            throw new IllegalStateException("nothing came back");
        }
        all++;
        if (phase.measured()) {
            measured++;
            if (latency != null) {
                latency.recordValue(Math.min(System.nanoTime() - start, latency.getHighestTrackableValue()));
            }
        }
    }

    long all() {
        return all;
    }

    long measured() {
        return measured;
    }

    @Nullable
    Histogram latency() {
        return latency;
    }

    @Nullable
    Exception failure() {
        return failure;
    }
}
