package dev.redkeep.leaderboard;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.Key;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
     * Submits scores of many, by the board's rule: to all their shards at once, as one round trip. Each shard counts all of its
     * members or none; not all shards do it at one moment, and not all or none of them. If one fails, that is thrown when all have
     * answered: then the members of the others may have counted, and of one that failed by a time limit its own. With {@link
     * ScoreRule#BEST}, {@link ScoreRule#WORST} and {@link ScoreRule#SET} the same may be submitted again; a sum would be added
     * twice.
     *
     * @param scores who and what, 1,000 at most; none is a round trip saved
     * @return what changed, in the map's order
     * @throws ScoreOutOfRangeException if a sum would get to 2^53 or -2^53; nothing changed on that member's shard, but the others
     *     counted
     */
    List<ScoreChange> submitAll(Map<String, Double> scores);

    /**
     * Where a member is: exact, as a sum over all shards. Two round trips.
     *
     * @param member who
     * @return the position; empty if it is not on the board
     */
    Optional<Position> position(String member);

    /**
     * Where some members are, on the board and among themselves: a list of friends. Exact as {@link #position}. Two round trips.
     *
     * @param members who, 1,000 at most; one that is named twice counts once, and none is a round trip saved
     * @return those that are on the board, in its order: the best first, and of equal scores whom one board would tell first
     */
    List<Contender> among(Collection<String> members);

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
     * Who stands around a member: three round trips. It is asked for its score; then each shard tells as many before and behind that
     * as are asked for; then how many are better than the first line. Who submits between may stand there with an old score or a
     * new one, or both; the member itself is not told if its score changed. While nobody submits, all is as one board would tell.
     *
     * @param member who
     * @param count how many before it and how many behind it, 0 to 499; each of 256 shards reads as many
     * @return the lines, its own among them; none if it is not on the board
     */
    Page around(String member, int count);

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

    /**
     * Takes members off the board: off all their shards at once, as one round trip, but not at one moment. If one shard fails, that is
     * thrown when all have answered, and those of the others may be gone; the same may be asked again.
     *
     * @param members who, 1,000 at most; none is a round trip saved
     * @return how many were there
     */
    int remove(Collection<String> members);
}
