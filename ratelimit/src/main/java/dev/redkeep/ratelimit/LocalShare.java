package dev.redkeep.ratelimit;

import java.time.Duration;

/**
 * One process' part of a limit, as a bucket that fills evenly (GCRA), whatever the limit's own algorithm. All amounts are the
 * time that permits take to come back, in nanoseconds; {@code used} is how long until the bucket is full.
 */
final class LocalShare {
    private final Limit limit;
    private final long capacity;
    private final long interval;
    private final long later;

    /**
     * A part of a limit, at least one permit.
     *
     * @param share over 0 and at most 1
     * @param later when to ask again for more than the part ever has, though the limit has it
     */
    LocalShare(Limit limit, double share, Duration later) {
        this.limit = limit;
        // the product may lie just below a whole number
        this.capacity = Math.max(1, (long) Math.floor(limit.capacity() * share + 1e-6));
        this.interval = (long) Math.ceil(limit.period().toNanos() / Math.max(1, limit.permits() * share));
        this.later = later.toNanos();
    }

    long remaining(long used) {
        return capacity - (used + interval - 1) / interval;
    }

    /** What is used when permits more are, of those that remain. */
    long take(long used, long permits) {
        return used + permits * interval;
    }

    /** How it stands, with the wait for so many permits. */
    Standing standing(long used, long permits) {
        long wait = permits > capacity ? Math.max(used, later) : used - (capacity - permits) * interval;
        return new Standing(limit, remaining(used), Standings.micros(wait), Standings.micros(used));
    }
}
