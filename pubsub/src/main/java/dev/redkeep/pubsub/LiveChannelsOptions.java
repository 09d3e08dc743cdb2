package dev.redkeep.pubsub;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How channels are heard. Immutable.
 *
 * @param heartbeat how often a server is asked whether it is still there, 10 ms..1 h; one that does not answer for two heartbeats,
 *     and for two seconds, counts as lost
 * @param threads how many handlers work at once, 1..1,024; others wait for their turn
 * @param closeWithin how long closing waits for handlers that are at work, 0..1 h
 * @param sharded whether messages go by shard channels, {@code SPUBLISH} and {@code SSUBSCRIBE}, which on a Cluster only the
 *     nodes of the channel's slot have to do with; from Redis 7 on. Who shares the channels must do the same
 */
public record LiveChannelsOptions(Duration heartbeat, int threads, Duration closeWithin, boolean sharded) {
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST_THREADS = 1_024;

    /**
     * Checks the bounds.
     *
     * @param heartbeat 10 ms..1 h
     * @param threads 1..1,024
     * @param closeWithin 0..1 h
     * @param sharded whether messages go by shard channels
     * @throws IllegalArgumentException if one is out of bounds
     */
    public LiveChannelsOptions {
        requireNonNull(heartbeat, "heartbeat");
        requireNonNull(closeWithin, "closeWithin");
        if (heartbeat.compareTo(SHORTEST) < 0 || heartbeat.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("heartbeat must be 10 ms..1 h, not " + heartbeat);
        }
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException("threads must be 1.." + MOST_THREADS + ", not " + threads);
        }
        if (closeWithin.isNegative() || closeWithin.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("closeWithin must be 0..1 h, not " + closeWithin);
        }
    }

    /**
     * A heartbeat of 1 s, 16 threads, 10 s to close, and no shard channels.
     *
     * @return the options
     */
    public static LiveChannelsOptions defaults() {
        return new LiveChannelsOptions(Duration.ofSeconds(1), 16, Duration.ofSeconds(10), false);
    }

    /**
     * A copy with another heartbeat.
     *
     * @param value 10 ms..1 h
     * @return the copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public LiveChannelsOptions withHeartbeat(Duration value) {
        return new LiveChannelsOptions(value, threads, closeWithin, sharded);
    }

    /**
     * A copy with another number of threads.
     *
     * @param value 1..1,024
     * @return the copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public LiveChannelsOptions withThreads(int value) {
        return new LiveChannelsOptions(heartbeat, value, closeWithin, sharded);
    }

    /**
     * A copy with another time to close.
     *
     * @param value 0..1 h
     * @return the copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public LiveChannelsOptions withCloseWithin(Duration value) {
        return new LiveChannelsOptions(heartbeat, threads, value, sharded);
    }

    /**
     * A copy with or without shard channels.
     *
     * @param value whether messages go by shard channels
     * @return the copy
     */
    public LiveChannelsOptions withSharded(boolean value) {
        return new LiveChannelsOptions(heartbeat, threads, closeWithin, value);
    }
}
