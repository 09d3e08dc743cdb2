package dev.redkeep.leaderboard;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.Key;
import java.util.List;
import java.util.Optional;

/**
 * One board in several parts, for more members than one node should hold: each member is on one shard, by the CRC-32 of its bytes
 * modulo their number. What is asked of all shards is asked of them at once, and is not of one moment: who submits meanwhile may be
 * counted or not.
 *
 * <pre>{@code
 * ShardedLeaderboard board = ShardedLeaderboard.on(redis, List.of(PART.key(0L), PART.key(1L), PART.key(2L)),
 *         LeaderboardOptions.builder().ties(Ties.COMPETITION).build());
 * }</pre>
 *
 * <p>Members and scores are refused as by {@link Leaderboard}, and what fails is the same. Safe to share between threads.
 */
public interface ShardedLeaderboard {
    /**
     * The board of some shards. Nothing is sent. Their number and order must never change: members would not be found.
     *
     * @param redis the client
     * @param shards 1 to 256 keys, as of {@link Leaderboard#on}, no two the same; on a Cluster best in different slots
     * @param options how it ranks: {@link Ties#COMPETITION}, and nothing that is kept beside a board
     * @return the board
     * @throws IllegalArgumentException if the options or the keys are others
     */
    static ShardedLeaderboard on(Redis redis, List<Key> shards, LeaderboardOptions options) {
        return new RedisShards(redis, shards, options);
    }

    /**
     * Submits a score, by the board's rule. One round trip.
     *
     * @param member who
     * @param score the score, or with {@link ScoreRule#SUM} what is added
     * @return what changed; for the rank ask {@link #position}
     * @throws ScoreOutOfRangeException if a sum would get to 2^53 or -2^53; nothing changed
     */
    ScoreChange submit(String member, double score);

    /**
     * Where a member is: exact, as a sum over all shards. Two round trips.
     *
     * @param member who
     * @return the position; empty if it is not on the board
     */
    Optional<Position> position(String member);

    /**
     * About where a member is, by its own shard alone. One round trip.
     *
     * <p>Each of those ahead is on the member's shard with a chance of 1 in k, so that of A ahead A/k ± √(A·(1/k)·(1-1/k)) are there
     * (binomial): k times their number is A, with a standard error of √(A·(k-1)). The error told is twice what the number there
     * makes of that, and a little more where few are ahead: k·(1 + 2·√(x·(1-1/k) + 1)) if x are ahead there.
     *
     * @param member who
     * @return the estimate; empty if it is not on the board
     */
    Optional<Estimate> estimate(String member);

    /**
     * The best. One round trip, in which each shard tells as many as are asked for: of 256 shards 1,000 lines are 256,000 read.
     *
     * @param count how many, 0 to 1,000
     * @return the lines
     */
    Page top(int count);

    /**
     * How many are on the board. One round trip.
     *
     * @return the number
     */
    long size();

    /**
     * Takes a member off the board. One round trip.
     *
     * @param member who
     * @return whether it was there
     */
    boolean remove(String member);
}
