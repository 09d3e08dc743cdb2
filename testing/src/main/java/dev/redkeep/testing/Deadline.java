package dev.redkeep.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** How long a thing may take, on the monotonic clock. */
record Deadline(long endNanos) {
    /** Generous: a shared machine under load starts and stops a server well within it. */
    static final Duration USUAL = Duration.ofMinutes(2);

    private static final long NAP_MILLIS = 10;

    static Deadline after(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    static Deadline usual() {
        return after(USUAL);
    }

    boolean hasPassed() {
        return System.nanoTime() - endNanos >= 0;
    }

    long leftMillis() {
        return Math.max(0, (endNanos - System.nanoTime()) / 1_000_000);
    }

    /** Sleeps for a moment; an interrupt ends the wait as a failure and stays set. */
    void nap() {
        try {
            Thread.sleep(NAP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestServerException("interrupted while waiting for a test's Redis", e);
        }
    }

    /** Waits until the condition holds, or fails with what was awaited and the detail. */
    void await(String what, BooleanSupplier condition, Supplier<String> detail) {
        while (!condition.getAsBoolean()) {
            if (hasPassed()) {
                throw new TestServerException("not in time: " + what + "\n" + detail.get());
            }
            nap();
        }
    }
}
