package dev.redkeep.benchmarks.boards;

import dev.redkeep.core.key.Key;
import dev.redkeep.leaderboard.Leaderboard;
import dev.redkeep.leaderboard.LeaderboardOptions;
import dev.redkeep.leaderboard.TieBreak;
import dev.redkeep.leaderboard.Ties;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Protocol;

/**
 * Fills an empty board with what its scripts would have written, by plain commands: members by random scores, and for a board that
 * is dense and earliest first also what lies beside it. Ten million scripts would take longer than all that is measured then.
 */
final class Filling {
    /** Members of scores from 0 to one less. */
    static final int SCORES = 1_000_000;

    private static final int EACH = 500;
    private static final int PIPELINED = 20 * EACH;
    private static final long FIRST_MOMENT = 1_750_000_000_000_000L;

    private final Jedis control;
    private final String key;
    private final boolean rich;
    private final int[] counts = new int[SCORES];

    Filling(Jedis control, Key key, LeaderboardOptions options) {
        this.control = control;
        this.key = key.text();
        this.rich = options.ties() == Ties.DENSE && options.tieBreak() == TieBreak.EARLIEST;
        if (!rich && (options.ties() == Ties.DENSE || options.tieBreak() == TieBreak.EARLIEST)) {
            throw new IllegalArgumentException("a board is filled plain, or dense and earliest first");
        }
    }

    static String member(int number) {
        return "member-" + number;
    }

    static int score() {
        return ThreadLocalRandom.current().nextInt(SCORES);
    }

    /** Fills, and asks the board itself whether it finds what it should. */
    void fill(Leaderboard board, int members) {
        try (Pipeline pipeline = control.pipelined()) {
            for (int from = 0; from < members; from += PIPELINED) {
                long[] some = drawn(from, Math.min(from + PIPELINED, members));
                for (int i = 0; i < some.length; i += EACH) {
                    write(pipeline, Arrays.copyOfRange(some, i, Math.min(i + EACH, some.length)));
                }
                pipeline.sync();
            }
            if (rich) {
                beside(pipeline, members);
            }
            pipeline.sync();
        }
        check(board, members);
    }

    /** Scores above members' numbers, in the order of scores: Redis finds places nearby in half the time. */
    private long[] drawn(int from, int to) {
        long[] some = new long[to - from];
        for (int i = from; i < to; i++) {
            int score = score();
            counts[score]++;
            some[i - from] = (long) score << Integer.SIZE | i;
        }
        Arrays.sort(some);
        return some;
    }

    private void write(Pipeline pipeline, long[] some) {
        List<byte[]> scores = new ArrayList<>(1 + 2 * EACH);
        List<byte[]> moments = new ArrayList<>(1 + 2 * EACH);
        scores.add(bytes(key));
        moments.add(bytes("board-moments:" + key));
        for (long each : some) {
            int score = (int) (each >> Integer.SIZE);
            int number = (int) each;
            scores.add(bytes(Integer.toString(rich ? -score : score)));
            scores.add(bytes(rich ? moment(number) + member(number) : member(number)));
            if (rich) {
                moments.add(bytes(member(number)));
                moments.add(bytes(moment(number)));
            }
        }
        pipeline.sendCommand(Protocol.Command.ZADD, scores.toArray(byte[][]::new));
        if (rich) {
            pipeline.sendCommand(Protocol.Command.HSET, moments.toArray(byte[][]::new));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String moment(int number) {
        return String.format("%014x", FIRST_MOMENT + number);
    }

    private void beside(Pipeline pipeline, int members) {
        pipeline.hset("board-moments:" + key, "", moment(members));
        for (int score = 0; score < SCORES; score++) {
            if (counts[score] > 0) {
                String stored = Integer.toString(-score);
                pipeline.zadd("board-scores:" + key, -score, stored);
                pipeline.hset("board-counts:" + key, stored, Integer.toString(counts[score]));
            }
            if (score % PIPELINED == 0) {
                pipeline.sync();
            }
        }
    }

    private void check(Leaderboard board, int members) {
        require(board.size() == members);
        for (int i = 0; i < 100; i++) {
            String member = member(ThreadLocalRandom.current().nextInt(members));
            int score = (int) board.position(member).orElseThrow().score();
            long better = 0;
            long distinct = 0;
            for (int each = score + 1; each < SCORES; each++) {
                better += counts[each];
                distinct += counts[each] > 0 ? 1 : 0;
            }
            require(board.position(member).orElseThrow().ahead() >= better);
            require(board.rankOf(score) == (rich ? distinct + 1 : better + counts[score] + 1));
            // The same score again must find the member where it is.
            require(!board.submit(member, score).improved());
        }
        require(board.size() == members);
    }

    private void require(boolean held) {
        if (!held) {
            throw new IllegalStateException(key + " was not filled as the board would have written it");
        }
    }
}
