package dev.redkeep.leaderboard;

import static java.util.Objects.requireNonNull;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptCall;
import dev.redkeep.core.script.ScriptReply;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A board as one script an operation. */
final class RedisLeaderboard implements Leaderboard {

    private final Redis redis;
    private final Board board;
    private final LeaderboardOptions options;
    private final Life life;
    private final Optional<PlainBoard> plain;
    private final Submissions submissions;
    private final BoardScripts scripts;
    private final BoardReplies replies;
    private final Scores scores;
    private final BoardLines lines;
    private final BoardDetails details;

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
        this.lines = new BoardLines(redis, board, options, scripts);
        this.details = new BoardDetails(redis, board, options, scripts);
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
        return replies.gap(member, redis.run(board.call(scripts.gap).arg(Members.bytes(member))));
    }

    @Override
    public Page top(int count) {
        return lines.top(count);
    }

    @Override
    public Page page(int number, int size) {
        return lines.page(number, size);
    }

    @Override
    public Page places(long first, long last) {
        return lines.places(first, last);
    }

    @Override
    public Page around(String member, int count) {
        return lines.around(member, count);
    }

    @Override
    public Page between(double lowest, double highest, int skip, int count) {
        return lines.between(lowest, highest, skip, count);
    }

    @Override
    public Page ranked(long first, long last, int skip, int count) {
        return lines.ranked(first, last, skip, count);
    }

    @Override
    public OptionalDouble scoreAt(long place) {
        return lines.scoreAt(place);
    }

    @Override
    public OptionalDouble scoreOfRank(long rank) {
        return lines.scoreOfRank(rank);
    }

    @Override
    public long rankOf(double score) {
        return redis.run(board.call(scripts.rankWith).arg(scores.stored(Scores.checked("score", score))));
    }

    @Override
    public long size() {
        return lines.total();
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
    public boolean describe(String member, String text) {
        return details.note(member, text);
    }

    @Override
    public Map<String, String> details(Collection<String> members) {
        return details.of(members);
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
        return Members.named(board.call(script), members);
    }
}
