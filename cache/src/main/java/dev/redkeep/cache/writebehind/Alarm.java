package dev.redkeep.cache.writebehind;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes the one thread that looks for changes. The earliest time asked for holds. Safe to share between threads. */
final class Alarm {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition earlier = lock.newCondition();

    /** By {@link System#nanoTime()}; guarded by the lock. */
    private long at = System.nanoTime();

    /** Wakes in so many milliseconds, if it would not earlier. */
    void ring(long millis) {
        long asked = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        lock.lock();
        try {
            if (asked - at < 0) {
                at = asked;
                earlier.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the time, and sets the next one, which may then be asked to be earlier. */
    void await(long nextMillis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
                earlier.awaitNanos(left);
            }
            at = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(nextMillis);
        } finally {
            lock.unlock();
        }
    }
}
