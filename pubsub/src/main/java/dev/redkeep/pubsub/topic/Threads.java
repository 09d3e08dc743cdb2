package dev.redkeep.pubsub.topic;

import java.time.Duration;
import java.util.List;

/** Waits for threads to end. */
final class Threads {
    private Threads() {}

    /**
     * Until they have ended, but the caller's own, or a moment has come.
     *
     * @return true if they have ended, or the caller was interrupted, whose flag stays: then there is nothing to wait for
     */
    static boolean join(List<Thread> threads, long until) {
        try {
            for (Thread thread : threads) {
                long left = Duration.ofNanos(until - System.nanoTime()).toMillis();
                if (left > 0 && thread != Thread.currentThread()) {
                    thread.join(left);
                }
            }
            return threads.stream().allMatch(thread -> thread == Thread.currentThread() || !thread.isAlive());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
