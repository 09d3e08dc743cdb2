package dev.redkeep.cache;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * When to look again for what another process is loading: the longer that takes, the later. So the wait grows by a small part only, and a
 * long one does not keep Redis busy. Used by one thread.
 */
final class Pace {
    /** A pause is this part of the time waited so far. */
    private static final int PART = 16;

    private static final long LEAST = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long MOST = TimeUnit.MILLISECONDS.toNanos(100);

    private final long began = System.nanoTime();

    /** Not past a moment on the timer. */
    void pause(long until) throws InterruptedException {
        long now = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(Math.min(until - now, after(now - began)));
    }

    /** Up to a quarter less, so that those who wait don't look together. */
    static long after(long waited) {
        long pause = Math.max(LEAST, Math.min(MOST, waited / PART));
        return pause - ThreadLocalRandom.current().nextLong(pause / 4);
    }
}
