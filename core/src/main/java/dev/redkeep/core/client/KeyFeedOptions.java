package dev.redkeep.core.client;

import static java.util.Objects.requireNonNull;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.RedisType;
import java.time.Duration;
import java.util.List;

/**
 * What a {@link KeyFeed} follows, and how. Immutable.
 *
 * @param patterns whose keys are followed, in the layouts that are in use; one at least; copied. Of no effect on messages
 * @param channel where changes are published as messages, each the bytes of a key; of no effect on tracking
 * @param heartbeat how often each server is asked whether it is still there, 10 ms..1 h; one that does not answer for two
 *     heartbeats, and for two seconds, counts as lost
 * @param mode how changes are heard
 */
public record KeyFeedOptions(List<KeyPattern> patterns, Key channel, Duration heartbeat, Mode mode) {
    /** How changes are heard. */
    public enum Mode {
        /** By tracking if the server and the user's rights allow it, else by messages. Which, is logged. */
        AUTO,
        /**
         * The server tells what changes, whoever changed it: client-side caching in broadcasting mode. It takes Redis 6 or
         * later, RESP3, and the right to {@code CLIENT TRACKING}.
         *
         * @see <a href="https://redis.io/docs/latest/commands/client-tracking/">CLIENT TRACKING</a>
         */
        TRACKING,
        /**
         * Whoever changes a key publishes it on the channel; what is not published is not heard. On a Cluster each primary is
         * listened to, so that a message is heard as often as there are primaries. {@link KeyFeedListener#inSync} tells of what
         * was published on the node where the key lies, such as by the script that changed it; what was published elsewhere
         * travels beside the answer to its publisher, and may be missed if a link between nodes breaks.
         */
        MESSAGES
    }

    /**
     * Checks the bounds and copies the patterns.
     *
     * @param patterns one at least
     * @param channel of a pattern that is declared a channel
     * @param heartbeat 10 ms..1 h
     * @param mode how changes are heard
     * @throws IllegalArgumentException if there is no pattern, one of them is a channel, the channel's pattern is none, or
     *     the heartbeat is out of bounds
     */
    public KeyFeedOptions {
        patterns = List.copyOf(requireNonNull(patterns, "patterns"));
        requireNonNull(channel, "channel");
        Bounds.heartbeat(heartbeat);
        requireNonNull(mode, "mode");
        if (patterns.isEmpty() || patterns.stream().anyMatch(KeyFeedOptions::isChannel)) {
            throw new IllegalArgumentException("patterns must hold 1 or more, and no channel");
        }
        if (!isChannel(channel.pattern())) {
            throw new IllegalArgumentException(
                    "channel must be of a pattern that is declared a channel, not " + channel);
        }
    }

    private static boolean isChannel(KeyPattern pattern) {
        return pattern.facts().type() == RedisType.CHANNEL;
    }

    /**
     * With a heartbeat of 1 s, by tracking if that is to be had.
     *
     * @param patterns one at least
     * @param channel of a pattern that is declared a channel
     * @return the options
     * @throws IllegalArgumentException as the constructor
     */
    public static KeyFeedOptions of(List<KeyPattern> patterns, Key channel) {
        return new KeyFeedOptions(patterns, channel, Duration.ofSeconds(1), Mode.AUTO);
    }

    /**
     * A copy with another heartbeat.
     *
     * @param value 10 ms..1 h
     * @return the copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public KeyFeedOptions withHeartbeat(Duration value) {
        return new KeyFeedOptions(patterns, channel, value, mode);
    }

    /**
     * A copy with another mode.
     *
     * @param value how changes are heard
     * @return the copy
     */
    public KeyFeedOptions withMode(Mode value) {
        return new KeyFeedOptions(patterns, channel, heartbeat, value);
    }
}
