package dev.redkeep.leaderboard;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.core.script.ScriptSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Boards of boards: of all clans, or of those who played every round. The boards that are read may keep beside them what they
 * like, but for the moments of {@link TieBreak#EARLIEST}; nothing may be kept beside the one that is written: no {@link
 * Ties#DENSE}, no {@link TieBreak#EARLIEST}, no {@link ScoreRule#LAST}, no details. On a Cluster all of them must share a slot.
 *
 * <p>Redis does nothing else while it works, so that it looks at 100,000 members at most.
 */
public final class Boards {
    private static final int MOST_BOARDS = 100;
    private static final int MOST_MEMBERS = 100_000;
    private static final Script<List<ScriptReply>> COMBINE = Script.read(
            "leaderboard.combine",
            new ScriptSource(Boards.class::getResourceAsStream, Map.of(), Map.of()).of("combine"),
            ScriptReply::slots);

    private Boards() {}

    /**
     * Writes a board of all members of some boards, in place of what was there. One round trip.
     *
     * @param redis the client
     * @param target the board that is written; it lives as its pattern declares
     * @param how what becomes of a member's scores
     * @param boards 1 to 100 boards that are read; the target may be one of them. Together they hold 100,000 members at most, one
     *     that is on several counted on each
     * @return how many are on the target
     * @throws IllegalArgumentException if there are none or too many boards, or a pattern is no board's
     * @throws IllegalStateException if they hold too many members, or something is kept beside a board that must not be; nothing
     *     changed
     * @throws ScoreOutOfRangeException with {@link Aggregate#SUM}, if the farthest from 0 of each board's scores get to 2^53 together;
     *     nothing changed
     * @throws dev.redkeep.core.client.RedisException if it failed
     */
    public static long union(Redis redis, Key target, Aggregate how, List<Key> boards) {
        return combine(redis, "ZUNIONSTORE", target, how, boards);
    }

    /**
     * Writes a board of the members that are on all of some boards, in place of what was there. One round trip.
     *
     * @param redis the client
     * @param target the board that is written; it lives as its pattern declares
     * @param how what becomes of a member's scores
     * @param boards 1 to 100 boards that are read; the target may be one of them. The members of the smallest, times the number of
     *     boards, are 100,000 at most; the others may be of any size
     * @return how many are on the target
     * @throws IllegalArgumentException if there are none or too many boards, or a pattern is no board's
     * @throws IllegalStateException if the smallest holds too many members, or something is kept beside a board that must not be;
     *     nothing changed
     * @throws ScoreOutOfRangeException with {@link Aggregate#SUM}, if the farthest from 0 of each board's scores get to 2^53 together;
     *     nothing changed
     * @throws dev.redkeep.core.client.RedisException if it failed
     */
    public static long intersection(Redis redis, Key target, Aggregate how, List<Key> boards) {
        return combine(redis, "ZINTERSTORE", target, how, boards);
    }

    private static long combine(Redis redis, String command, Key target, Aggregate how, List<Key> boards) {
        if (boards.isEmpty() || boards.size() > MOST_BOARDS) {
            throw new IllegalArgumentException("boards must be 1 to " + MOST_BOARDS + ", not " + boards.size());
        }
        List<Key> absent = absent(redis, target, boards);
        List<Key> keys = new ArrayList<>(List.of(target));
        keys.addAll(boards);
        keys.addAll(absent);
        Life life = Life.of(target.pattern());
        List<ScriptReply> told = redis.run(COMBINE.on(keys)
                .arg(boards.size())
                .arg(command)
                .arg(how.name())
                .arg(MOST_MEMBERS)
                .arg(life.how())
                .arg(life.millis()));
        long number = told.get(1).integer();
        return switch (told.get(0).text()) {
            case "done" -> number;
            case "sum" ->
                throw new ScoreOutOfRangeException(
                        "a sum could get to 2^53, where it could be rounded; nothing was written");
            case "beside" ->
                throw new IllegalStateException(
                        "boards must keep no moments, and the target nothing beside it, but there is "
                                + absent.get((int) number - 1).redacted() + "; nothing was written");
            default ->
                throw new IllegalStateException("boards must have at most " + MOST_MEMBERS + " members to look at, not "
                        + number + ": Redis does nothing else meanwhile; nothing was written");
        };
    }

    /** What must not be there, as far as it can be: where patterns share no slots on a Cluster, nothing is kept beside a board. */
    private static List<Key> absent(Redis redis, Key target, List<Key> boards) {
        List<Key> absent = new ArrayList<>(beside(redis, target));
        boards.forEach(board -> beside(redis, board).stream().limit(1).forEach(absent::add));
        return absent;
    }

    private static List<Key> beside(Redis redis, Key board) {
        return LeaderboardKeys.beside(board.pattern()).stream()
                .filter(pattern -> !redis.cluster() || board.pattern().sharesSlots())
                .map(board::behind)
                .toList();
    }
}
