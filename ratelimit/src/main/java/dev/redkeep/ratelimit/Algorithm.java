package dev.redkeep.ratelimit;

/** How a limit counts. All of them keep time by the server's clock, to the microsecond. */
public enum Algorithm {
    /**
     * The generic cell rate algorithm (ITU-T I.371), a leaky bucket as a meter: permits come back one by one, evenly. One
     * number for a subject, the cheapest of all. In one period it can admit up to burst + permits. The time for one permit is
     * rounded up to a microsecond: a limit of 9,999 a second gives 9,901, one of 600,000 gives 500,000. Where that matters, take
     * permits that divide the period, or {@link #TOKEN_BUCKET}.
     */
    GCRA,
    /**
     * A bucket that fills steadily: the documented hash of {@code tokens} and {@code last_refill} (T4), shared with services
     * in other languages. Admits what {@link #GCRA} does, and rounds nothing.
     */
    TOKEN_BUCKET,
    /**
     * A log of each permit's time, the documented sorted set (T3): exactly so many in any period. It takes some 50 bytes a
     * permit, so that it is for small limits.
     */
    SLIDING_WINDOW_LOG,
    /**
     * Two counted windows, of which the older counts by the part that the sliding window still covers: nearly as exact as the
     * log, at the price of two numbers. For "so many in a period" of any size. Who always takes all there is gets some less.
     */
    SLIDING_WINDOW_COUNTER,
    /** One counted window that begins with the first request: around its end up to twice the permits pass. */
    FIXED_WINDOW,
    /**
     * So many at once, not in a time: what a {@link ConcurrencyLimiter} holds, and only that. The permits are leases, in a
     * sorted set by their ends; the period is how long one lasts. It takes some 90 bytes a lease.
     */
    CONCURRENCY;

    /** Whether a limit may hold more than the permits of one period. */
    boolean bursts() {
        return this == GCRA || this == TOKEN_BUCKET;
    }
}
