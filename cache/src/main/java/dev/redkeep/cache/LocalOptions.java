package dev.redkeep.cache;

import java.time.Duration;

/**
 * How a cache uses this process' memory. It hears of changes on a connection of its own: by client tracking (RESP3, Redis 6 or
 * later), which also sees what programs without this library change. Where the server, or the user, does not allow it, by messages if
 * changes are {@link CacheOptionsBuilder#announced}; else the cache is refused when it is built. Under messages what a program changes
 * that announces nothing is not heard: the time to live alone bounds it.
 *
 * @param maximumWeight the most bytes to keep: of values as they are stored in Redis, of their keys and tags, and 64 more for each
 *     value or known absence; from 1
 * @param timeToLive the longest that a value is kept; the value's own time to live ends it too. From 1 ms
 * @param staleness how long after a change by another process its old value may still be answered, if a message is lost or the network
 *     cut. Within it this process has heard from the server, or asks Redis. From 100 ms to 1 min
 */
public record LocalOptions(long maximumWeight, Duration timeToLive, Duration staleness) {
    private static final LocalOptions DEFAULTS =
            new LocalOptions(64 << 20, Duration.ofMinutes(5), Duration.ofSeconds(1));

    /**
     * Checks the bounds.
     *
     * @param maximumWeight from 1
     * @param timeToLive from 1 ms to 1 day
     * @param staleness from 100 ms to 1 min
     * @throws IllegalArgumentException if one is out of range
     */
    public LocalOptions {
        if (maximumWeight < 1) {
            throw new IllegalArgumentException("maximumWeight must be at least 1");
        }
        check("timeToLive", timeToLive, Duration.ofMillis(1), Duration.ofDays(1));
        check("staleness", staleness, Duration.ofMillis(100), Duration.ofMinutes(1));
    }

    /**
     * 64 MiB, 5 min, 1 s.
     *
     * @return the defaults
     */
    public static LocalOptions defaults() {
        return DEFAULTS;
    }

    /**
     * With another bound on the memory.
     *
     * @param bytes from 1
     * @return options like these
     */
    public LocalOptions withMaximumWeight(long bytes) {
        return new LocalOptions(bytes, timeToLive, staleness);
    }

    /**
     * With another bound on the time.
     *
     * @param time from 1 ms to 1 day
     * @return options like these
     */
    public LocalOptions withTimeToLive(Duration time) {
        return new LocalOptions(maximumWeight, time, staleness);
    }

    /**
     * With another bound on the staleness.
     *
     * @param time from 100 ms to 1 min
     * @return options like these
     */
    public LocalOptions withStaleness(Duration time) {
        return new LocalOptions(maximumWeight, timeToLive, time);
    }

    static void check(String name, Duration time, Duration least, Duration most) {
        if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most);
        }
    }
}
