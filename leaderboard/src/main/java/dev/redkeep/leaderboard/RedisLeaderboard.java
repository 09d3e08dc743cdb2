package dev.redkeep.leaderboard;

import static java.util.Objects.requireNonNull;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptCall;
import dev.redkeep.core.script.ScriptReply;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A board as one script an operation. */
final class RedisLeaderboard implements Leaderboard {
    private static final int MOST_AROUND = (MOST - 1) / 2;

    private final Redis redis;
    private final Board board;
    private final LeaderboardOptions options;
    private final Life life;
    private final Optional<PlainBoard> plain;
    private final Submissions submissions;
    private final BoardScripts scripts;
    private final BoardReplies replies;
    private final Scores scores;

    RedisLeaderboard(Redis redis, Board board, LeaderboardOptions options, Life life, BoardScripts scripts) {
        this.redis = redis;
        this.board = board;
        this.options = options;
        this.life = life;
        this.plain = PlainBoard.of(redis, board.scores(), options, life);
        this.submissions = new Submissions(options);
        this.scripts = scripts;
        this.replies = new BoardReplies(options);
        this.scores = Scores.of(options);
    }

    @Override
    public Standing submit(String member, double score) {
        return one(timeless(), member, score);
    }

    @Override
    public Standing submit(String member, double score, Instant reached) {
        requireNonNull(reached, "reached");
        if (options.rule() != ScoreRule.LAST) {
            throw new IllegalStateException("the rule " + options.rule() + " does not ask when a score was reached");
        }
        ScriptCall<List<ScriptReply>> call = submitted(ScoreRule.LAST);
        submissions.add(call, member, score);
        return replies.standings(List.of(member), redis.run(call.arg(Members.reached(reached))))
                .get(0);
    }

    @Override
    public List<Standing> submitAll(Map<String, Double> all) {
        ScoreRule rule = timeless();
        Members.atMost("scores", all.size(), MOST);
        return all.isEmpty() ? List.of() : all(rule, all);
    }

    @Override
    public Standing set(String member, double score) {
        return one(ScoreRule.SET, member, score);
    }

    @Override
    public Standing increment(String member, double by) {
        return one(ScoreRule.SUM, member, by);
    }

    @Override
    public Optional<Position> position(String member) {
        return positions(List.of(member)).get(0);
    }

    @Override
    public List<Contender> among(Collection<String> members) {
        List<String> distinct = Members.distinct(members);
        return distinct.isEmpty() ? List.of() : replies.contenders(distinct, redis.run(named(scripts.among, distinct)));
    }

    @Override
    public Optional<Gap> gap(String member) {
        return replies.gap(member, redis.run(board.call(scripts.ahead).arg(Members.bytes(member))));
    }

    @Override
    public Page top(int count) {
        return lines(0, (int) Members.atMost("count", count, MOST));
    }

    @Override
    public Page page(int number, int size) {
        Members.atLeast("number", number, 1);
        Members.atMost("size", size, MOST);
        return lines((number - 1L) * size, size);
    }

    @Override
    public Page places(long first, long last) {
        Members.atLeast("first", first, 1);
        Members.atLeast("last", last, first);
        return lines(first - 1, (int) Members.atMost("places", last - first + 1, MOST));
    }

    @Override
    public Page around(String member, int count) {
        return page(
                board.call(scripts.around).arg(Members.bytes(member)).arg(Members.atMost("count", count, MOST_AROUND)));
    }

    @Override
    public Page between(double lowest, double highest, int skip, int count) {
        double least = Scores.checked("lowest", lowest);
        double most = Scores.checked("highest", highest);
        if (least > most) {
            throw new IllegalArgumentException("highest must be at least " + lowest + ", not " + highest);
        }
        return replies.range(
                skip,
                redis.run(board.call(scripts.between)
                        .arg(scores.stored(scores.negated() ? most : least))
                        .arg(scores.stored(scores.negated() ? least : most))
                        .arg(Members.atLeast("skip", skip, 0))
                        .arg(Members.atMost("count", count, MOST))));
    }

    @Override
    public OptionalDouble scoreAt(long place) {
        List<Row> rows = lines(Members.atLeast("place", place, 1) - 1, 1).rows();
        return rows.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(rows.get(0).score());
    }

    @Override
    public long rankOf(double score) {
        return redis.run(board.call(scripts.rankWith).arg(scores.stored(Scores.checked("score", score))));
    }

    @Override
    public long size() {
        return redis.execute(
                        "leaderboard.size",
                        board.scores(),
                        commands -> commands.zcard(board.scores().bytes()))
                .orElse(0L);
    }

    @Override
    public int remove(Collection<String> members) {
        List<String> distinct = Members.distinct(members);
        return distinct.isEmpty() ? 0 : Math.toIntExact(redis.run(named(scripts.remove, distinct)));
    }

    @Override
    public long trim(long keep) {
        Members.atLeast("keep", keep, 0);
        long gone = 0;
        long trips = 1; // what the first one leaves to go, and not what others add meanwhile
        for (long i = 0; i < trips; i++) {
            List<ScriptReply> told =
                    redis.run(board.call(scripts.trim).arg(keep).arg(MOST));
            gone += told.get(0).integer();
            long left = told.get(1).integer();
            if (left == 0) {
                break;
            } else if (i == 0) {
                trips += (left + MOST - 1) / MOST;
            }
        }
        return gone;
    }

    @Override
    public long clear() {
        return redis.run(board.call(scripts.clear));
    }

    @Override
    public boolean describe(String member, String details) {
        return redis.run(board.call(scripts.describe)
                .arg(Members.bytes(member))
                .arg(Members.details(details))
                .arg(options.details().orElseThrow(RedisLeaderboard::withoutDetails)));
    }

    @Override
    public Map<String, String> details(Collection<String> members) {
        if (options.details().isEmpty()) {
            throw withoutDetails();
        }
        List<String> distinct = Members.distinct(members);
        Map<String, String> details = new LinkedHashMap<>();
        if (distinct.isEmpty()) {
            return details;
        }
        byte[][] fields = distinct.stream().map(Members::bytes).toArray(byte[][]::new);
        List<byte[]> held = redis.execute(
                        "leaderboard.details",
                        board.details(),
                        commands -> commands.hmget(board.details().bytes(), fields))
                .orElseThrow();
        for (int i = 0; i < fields.length; i++) {
            if (held.get(i) != null) {
                details.put(distinct.get(i), new String(held.get(i), StandardCharsets.UTF_8));
            }
        }
        return details;
    }

    /** The board's rule, of a submission that does not say when its score was reached. */
    private ScoreRule timeless() {
        if (options.rule() == ScoreRule.LAST) {
            throw new IllegalStateException(
                    "the rule LAST must know when a score was reached: submit(member, score, reached)");
        }
        return options.rule();
    }

    private ScriptCall<List<ScriptReply>> submitted(ScoreRule rule) {
        return submissions
                .life(submissions.rule(board.call(life.guarded(scripts.submit)), rule), life)
                .arg(life.from());
    }

    private Standing one(ScoreRule rule, String member, double score) {
        return all(rule, Map.of(requireNonNull(member, "member"), score)).get(0);
    }

    private List<Standing> all(ScoreRule rule, Map<String, Double> submitted) {
        if (plain.isPresent() && plain.get().takes(rule)) {
            return plain.get().submit(rule, submitted);
        }
        ScriptCall<List<ScriptReply>> call = submitted(rule);
        submitted.forEach((member, score) -> submissions.add(call, member, score));
        return replies.standings(List.copyOf(submitted.keySet()), redis.run(call));
    }

    private List<Optional<Position>> positions(List<String> members) {
        if (plain.isPresent()) {
            return plain.get().positions(members);
        }
        return replies.positions(members, redis.run(named(scripts.ranks, members)));
    }

    private <R> ScriptCall<R> named(Script<R> script, List<String> members) {
        ScriptCall<R> call = board.call(script);
        members.forEach(member -> call.arg(Members.bytes(member)));
        return call;
    }

    /** Lines from a place on, which is counted from 0. */
    private Page lines(long first, int count) {
        return count == 0
                ? new Page(List.of(), 0, size())
                : page(board.call(scripts.page).arg(first).arg(first + count - 1));
    }

    private Page page(ScriptCall<List<ScriptReply>> call) {
        return replies.page(redis.run(call));
    }

    private static IllegalStateException withoutDetails() {
        return new IllegalStateException("this board's options keep no details of members");
    }
}
