package dev.redkeep.leaderboard;

import static java.util.Objects.requireNonNull;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.CommandObjects;
import redis.clients.jedis.params.ZAddParams;

/**
 * Submissions to a board that is a sorted set and nothing else, and positions on it, as transactions: Redis does the commands
 * themselves in half the time that a script around them takes.
 */
final class PlainBoard {
    private final Redis redis;
    private final Key board;
    private final Order order;
    private final Life life;

    private PlainBoard(Redis redis, Key board, Order order, Life life) {
        this.redis = redis;
        this.board = board;
        this.order = order;
        this.life = life;
    }

    /** Empty if a rank is more than the place, or anything is kept beside the board. */
    static Optional<PlainBoard> of(Redis redis, Key board, LeaderboardOptions options, Life life) {
        boolean plain = options.plain() && options.ties() == Ties.ORDINAL;
        return plain ? Optional.of(new PlainBoard(redis, board, options.order(), life)) : Optional.empty();
    }

    /** Whether the commands of Redis know a rule, and how long the board lives: a condition wants a script. */
    boolean takes(ScoreRule rule) {
        return (rule == ScoreRule.SET || rule == ScoreRule.BEST || rule == ScoreRule.WORST) && life.unconditional();
    }

    /** What each submission changed; all are on the board when the first new rank is told. */
    List<Standing> submit(ScoreRule rule, Map<String, Double> scores) {
        List<Line> lines = new ArrayList<>(scores.size());
        scores.forEach((member, score) -> lines.add(new Line(member, score)));
        List<@Nullable Object> told =
                redis.transact("leaderboard.submit", board, commands -> submission(commands, rule, lines));
        return standings(rule, lines, told);
    }

    private List<CommandObject<?>> submission(CommandObjects commands, ScoreRule rule, List<Line> lines) {
        List<CommandObject<?>> all = new ArrayList<>(4 * lines.size() + 2);
        for (Line line : lines) {
            all.add(commands.zscore(board.bytes(), line.bytes));
            all.add(rank(commands, line.bytes));
        }
        ZAddParams condition = condition(rule);
        for (Line line : lines) {
            all.add(commands.zadd(board.bytes(), line.score, line.bytes, condition));
        }
        for (Line line : lines) {
            all.add(rank(commands, line.bytes));
        }
        all.add(commands.zcard(board.bytes()));
        life.each().ifPresent(millis -> all.add(commands.pexpire(board.bytes(), millis)));
        return all;
    }

    private ZAddParams condition(ScoreRule rule) {
        ZAddParams any = ZAddParams.zAddParams();
        if (rule == ScoreRule.SET) {
            return any;
        }
        return keepsHigher(rule) ? any.gt() : any.lt();
    }

    private boolean keepsHigher(ScoreRule rule) {
        return (rule == ScoreRule.BEST) == (order == Order.HIGH_FIRST);
    }

    private List<Standing> standings(ScoreRule rule, List<Line> lines, List<@Nullable Object> told) {
        int count = lines.size();
        long total = (Long) told(told, 4 * count);
        List<Standing> standings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Line line = lines.get(i);
            Double old = (Double) told.get(2 * i);
            Long oldRank = (Long) told.get(2 * i + 1);
            double score = old == null || rule == ScoreRule.SET
                    ? line.score
                    : keepsHigher(rule) ? Math.max(old, line.score) : Math.min(old, line.score);
            standings.add(new Standing(
                    line.member,
                    old == null ? OptionalDouble.empty() : OptionalDouble.of(old),
                    score,
                    oldRank == null ? OptionalLong.empty() : OptionalLong.of(oldRank + 1),
                    (Long) told(told, 3 * count + i) + 1,
                    total,
                    old == null || order.better(score, old)));
        }
        return standings;
    }

    List<Optional<Position>> positions(List<String> members) {
        List<@Nullable Object> told = redis.transact("leaderboard.ranks", board, commands -> places(commands, members));
        long total = (Long) told(told, 2 * members.size());
        List<Optional<Position>> positions = new ArrayList<>(members.size());
        for (int i = 0; i < members.size(); i++) {
            Double score = (Double) told.get(2 * i);
            if (score == null) {
                positions.add(Optional.empty());
            } else {
                long before = (Long) told(told, 2 * i + 1);
                positions.add(Optional.of(new Position(members.get(i), score, before + 1, before, total)));
            }
        }
        return positions;
    }

    private List<CommandObject<?>> places(CommandObjects commands, List<String> members) {
        List<CommandObject<?>> all = new ArrayList<>(2 * members.size() + 1);
        for (String member : members) {
            byte[] bytes = Members.bytes(member);
            all.add(commands.zscore(board.bytes(), bytes));
            all.add(rank(commands, bytes));
        }
        all.add(commands.zcard(board.bytes()));
        return all;
    }

    private CommandObject<Long> rank(CommandObjects commands, byte[] member) {
        return order == Order.HIGH_FIRST
                ? commands.zrevrank(board.bytes(), member)
                : commands.zrank(board.bytes(), member);
    }

    private static Object told(List<@Nullable Object> told, int at) {
        return requireNonNull(told.get(at));
    }

    /** A member and what is submitted for it. */
    private static final class Line {
        final String member;
        final byte[] bytes;
        final double score;

        Line(String member, double score) {
            this.member = member;
            this.bytes = Members.bytes(member);
            this.score = Scores.checked("score", score);
        }
    }
}
