package dev.redkeep.leaderboard;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import java.util.ArrayList;
import java.util.List;

/** The patterns of a board's keys: its own, and those beside it where the options need them. */
record BoardPatterns(KeyPattern board, List<KeyPattern> beside) {
    /**
     * The patterns.
     *
     * @throws IllegalArgumentException if the pattern is no board's, or on a Cluster its keys would not share a slot
     */
    static BoardPatterns of(Redis redis, KeyPattern board, LeaderboardOptions options) {
        if (options.plain()) {
            LeaderboardKeys.checked(board);
            return new BoardPatterns(board, List.of());
        } else if (redis.cluster() && !board.sharesSlots()) {
            throw new IllegalArgumentException(board + " must have a hash tag and KeyLayout.HARDENED: on a Cluster"
                    + " what is kept beside a board must lie in its slot. A plain board keeps nothing there");
        }
        return new BoardPatterns(board, LeaderboardKeys.beside(board));
    }

    Board at(Key key) {
        List<Key> keys = new ArrayList<>(1 + beside.size());
        keys.add(key);
        beside.forEach(pattern -> keys.add(key.behind(pattern)));
        return new Board(keys);
    }
}
