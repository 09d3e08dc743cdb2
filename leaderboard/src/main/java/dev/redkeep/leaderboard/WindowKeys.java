package dev.redkeep.leaderboard;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.util.JedisClusterCRC16;

/** The keys of a window's periods. */
record WindowKeys(Window window, BoardPatterns patterns, KeyPattern finalised) {
    private static final int MOST = 16;

    /**
     * Those of a window.
     *
     * @throws IllegalArgumentException if the pattern is no board's, or on a Cluster a board would not share a slot with what is
     *     beside it, of which the mark is judged by the clock of the board's server
     */
    static WindowKeys of(Redis redis, Window window, LeaderboardOptions options) {
        BoardPatterns patterns = BoardPatterns.of(redis, window.pattern(), options);
        if (redis.cluster() && window.ends() && !window.pattern().sharesSlots()) {
            throw new IllegalArgumentException(
                    window.pattern() + " must have a hash tag and KeyLayout.HARDENED: on a Cluster"
                            + " the mark of who finalises a period must lie in its board's slot");
        }
        return new WindowKeys(window, patterns, LeaderboardKeys.finalised(window.pattern()));
    }

    /**
     * Those of windows that are fed together, in their order.
     *
     * @throws IllegalArgumentException if there are none or too many, two would meet on one board, one's pattern is no board's, or on
     *     a Cluster their keys lie in several slots
     */
    static Map<Window, WindowKeys> of(Redis redis, List<Window> windows, LeaderboardOptions options) {
        if (windows.isEmpty() || windows.size() > MOST) {
            throw new IllegalArgumentException("windows must be 1 to " + MOST + ", not " + windows.size());
        }
        Map<Window, WindowKeys> keys = new LinkedHashMap<>();
        for (Window window : windows) {
            // A submission would count twice on the board where they meet.
            if (keys.keySet().stream().anyMatch(window::meets)) {
                throw new IllegalArgumentException(
                        "windows must have keys of their own, not two of them those of " + window.pattern());
            }
            keys.put(window, of(redis, window, options));
        }
        if (redis.cluster()
                && windows.stream().mapToInt(WindowKeys::slot).distinct().count() > 1) {
            throw new IllegalArgumentException(
                    "windows must have one hash tag, with one value, and KeyLayout.HARDENED: on a"
                            + " Cluster the keys of all must lie in one slot, not " + windows);
        }
        return keys;
    }

    Board board(Period period) {
        return patterns.at(window.key(period));
    }

    Key mark(Board board) {
        return board.scores().behind(finalised);
    }

    private static int slot(Window window) {
        return JedisClusterCRC16.getSlot(window.key(window.at(Instant.EPOCH)).bytes());
    }
}
