package dev.redkeep.cache;

import java.util.function.DoubleSupplier;

/**
 * Draws for those who read a value from this process' memory, which they would otherwise all do until its end: none would see its last
 * moments in Redis. Not each hit draws, but one in each small part of the mean, and none long before the end, where it would be for nothing:
 * so most hits cost nothing more. A value that is read all the time is drawn about four means before its end.
 */
final class Draws {
    /** So many draws in a mean. */
    private static final int PARTS = 32;

    /** So many means before the end the first draw is: an earlier one succeeds one time in a billion. */
    private static final int FIRST = 20;

    private final Ahead ahead;
    private final long overNanos;
    private final DoubleSupplier random;
    private volatile boolean due;

    /**
     * Of one value.
     *
     * @param overNanos when it is not fresh any more, on the timer
     * @param random from 0 to less than 1
     */
    Draws(Ahead ahead, long overNanos, DoubleSupplier random) {
        this.ahead = ahead;
        this.overNanos = overNanos;
        this.random = random;
    }

    /** When the first one is, on the timer. */
    long firstNanos() {
        return overNanos - (long) (FIRST * ahead.meanNanos());
    }

    /** Draws, and tells when the next one is. Of two who come at once both may. */
    long draw(long nowNanos) {
        if (ahead.isTime(overNanos - nowNanos, random)) {
            due = true;
        }
        return nowNanos + (long) (ahead.meanNanos() / PARTS);
    }

    /** Whether the caller is to have the value loaded anew: one for each draw that said so. */
    boolean take() {
        return due && taken();
    }

    private synchronized boolean taken() {
        boolean mine = due;
        due = false;
        return mine;
    }

    /** Until when the value is fresh, as {@link Ahead} has it. */
    long freshUntil() {
        return ahead.freshUntil();
    }
}
