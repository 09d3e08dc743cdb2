package dev.redkeep.core.client;

import java.time.Duration;

/**
 * How many connections are kept, and how long. On Cluster these hold for each node. Immutable; durations are 1
 * ms..2147483647 ms. {@link #builder()} is the way to make one: the constructor grows with the settings.
 *
 * @param maxConnections the most connections at once, 1 or more; 20 by default
 * @param minIdle how many are kept ready, 0..{@code maxConnections}; 5 by default, or {@code maxConnections} if that
 *     is less
 * @param maxAge when a connection is closed the next time that it is found idle, which is looked for every 30 s; 1 h
 *     by default
 * @param maxIdleTime when an unused connection is closed; 10 min by default
 * @param maxWait the longest wait for a free connection; 5 s by default. The operation's deadline may end it sooner
 */
public record PoolOptions(int maxConnections, int minIdle, Duration maxAge, Duration maxIdleTime, Duration maxWait) {
    private static final int DEFAULT_MIN_IDLE = 5;
    private static final PoolOptions DEFAULTS = builder().build();

    /**
     * Checks the bounds.
     *
     * @param maxConnections 1 or more
     * @param minIdle 0..{@code maxConnections}
     * @param maxAge 1 ms..2147483647 ms
     * @param maxIdleTime 1 ms..2147483647 ms
     * @param maxWait 1 ms..2147483647 ms
     * @throws IllegalArgumentException if a number or a duration is out of bounds
     */
    public PoolOptions {
        Bounds.number("maxConnections", maxConnections, 1, Integer.MAX_VALUE);
        if (minIdle < 0 || minIdle > maxConnections) {
            throw new IllegalArgumentException("minIdle must be 0..maxConnections (" + maxConnections + ")");
        }
        Bounds.duration("maxAge", maxAge);
        Bounds.duration("maxIdleTime", maxIdleTime);
        Bounds.duration("maxWait", maxWait);
    }

    /**
     * At most 20 connections, 5 kept ready, replaced after 1 h, closed after 10 min unused, 5 s to wait for one.
     *
     * @return the defaults
     */
    public static PoolOptions defaults() {
        return DEFAULTS;
    }

    /**
     * A builder that begins with the defaults.
     *
     * @return a new builder
     */
    public static PoolOptionsBuilder builder() {
        return new PoolOptionsBuilder();
    }

    /**
     * A builder that begins with these settings. A {@code minIdle} that is what {@code maxConnections} gives by
     * default counts as not chosen: it follows a new {@code maxConnections}.
     *
     * @return a new builder
     */
    public PoolOptionsBuilder toBuilder() {
        PoolOptionsBuilder builder = new PoolOptionsBuilder()
                .maxConnections(maxConnections)
                .maxAge(maxAge)
                .maxIdleTime(maxIdleTime)
                .maxWait(maxWait);
        return minIdle == minIdleFor(maxConnections) ? builder : builder.minIdle(minIdle);
    }

    static int minIdleFor(int maxConnections) {
        return Math.min(DEFAULT_MIN_IDLE, maxConnections);
    }
}
