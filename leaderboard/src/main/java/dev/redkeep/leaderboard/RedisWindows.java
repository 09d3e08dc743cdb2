package dev.redkeep.leaderboard;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.script.ScriptCall;
import dev.redkeep.core.script.ScriptReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Windows over one script a submission. */
final class RedisWindows implements WindowedLeaderboard {
    private final Redis redis;
    private final LeaderboardOptions options;
    private final Map<Window, WindowKeys> windows;
    private final BoardScripts boards;
    private final WindowScripts scripts;
    private final BoardReplies replies;
    private final Submissions submissions;
    private final WindowClock clock;
    private final OpenWindows open;

    RedisWindows(Redis redis, LeaderboardOptions options, List<Window> windows, WindowClock clock) {
        if (options.rule() == ScoreRule.LAST) {
            throw new IllegalArgumentException(
                    "rule must not be LAST: a window counts what is submitted while it is open");
        }
        this.redis = redis;
        this.options = options;
        this.windows = WindowKeys.of(redis, windows, options);
        this.boards = BoardScripts.of(options);
        this.scripts = WindowScripts.of(boards);
        this.replies = new BoardReplies(options);
        this.submissions = new Submissions(options);
        this.clock = clock;
        this.open = new OpenWindows(redis, this.windows, clock);
    }

    static RedisWindows on(Redis redis, LeaderboardOptions options, List<Window> windows) {
        return new RedisWindows(
                redis, options, windows, new WindowClock(() -> asked(redis, windows.get(0)), System::nanoTime));
    }

    private static long asked(Redis redis, Window window) {
        return redis.run(WindowScripts.NOW.on(window.key(window.at(Instant.EPOCH))));
    }

    @Override
    public Standings submit(String member, double score) {
        return one(options.rule(), member, score);
    }

    @Override
    public List<Standings> submitAll(Map<String, Double> scores) {
        Members.atMost("scores in all windows", (long) scores.size() * windows.size(), Leaderboard.MOST);
        return scores.isEmpty() ? List.of() : submit(options.rule(), new LinkedHashMap<>(scores));
    }

    @Override
    public Standings set(String member, double score) {
        return one(ScoreRule.SET, member, score);
    }

    @Override
    public Standings increment(String member, double by) {
        return one(ScoreRule.SUM, member, by);
    }

    @Override
    public ByWindow<Optional<Position>> positions(String member) {
        byte[] bytes = Members.bytes(member);
        List<ScriptReply> told =
                open.run(now -> now.bounds(now.reading(scripts.ranks)).arg(bytes));
        return each(
                i -> replies.positions(List.of(member), told.get(i + 2).slots()).get(0));
    }

    @Override
    public ByWindow<Integer> remove(Collection<String> members) {
        List<byte[]> distinct =
                Members.distinct(members).stream().map(Members::bytes).toList();
        Members.atMost("members in all windows", (long) distinct.size() * windows.size(), Leaderboard.MOST);
        if (distinct.isEmpty()) {
            return each(i -> 0);
        }
        List<ScriptReply> told = open.run(now -> {
            ScriptCall<List<ScriptReply>> call = now.bounds(now.writing(scripts.remove));
            distinct.forEach(call::arg);
            return call;
        });
        return each(i -> Math.toIntExact(told.get(i + 2).integer()));
    }

    @Override
    public Period current(Window window) {
        requireOne(window);
        return window.at(Instant.ofEpochMilli(clock.millis()));
    }

    @Override
    public Leaderboard board(Window window) {
        return board(window, current(window));
    }

    @Override
    public Leaderboard board(Window window, Period period) {
        return board(window, period, keys(window, period));
    }

    @Override
    public Finalisation finalise(Window window, Period period, Consumer<Snapshot> action) {
        requireOne(window);
        if (!window.ends()) {
            throw new IllegalArgumentException("window must begin anew: one for all time has no result");
        }
        Board keys = keys(window, period);
        Key mark = requireOne(window).mark(keys);
        Leaderboard board = board(window, period, keys);
        return new FinalRight(redis, mark, keys, clock::nanos)
                .use(
                        period.end().toEpochMilli(),
                        window.keptUntil(period),
                        right -> action.accept(new Snapshot(board, () -> walk(keys), period, right)));
    }

    private Board keys(Window window, Period period) {
        WindowKeys keys = requireOne(window);
        if (!window.named(period.name()).equals(period)) {
            throw new IllegalArgumentException(
                    "period must be the window's own: its " + period.name() + " begins or ends at another moment");
        }
        return keys.board(period);
    }

    private Leaderboard board(Window window, Period period, Board keys) {
        return new RedisLeaderboard(redis, keys, options, window.life(period), boards);
    }

    private BoardWalk walk(Board keys) {
        return new BoardWalk(redis, keys, boards, replies, Leaderboard.MOST);
    }

    private Standings one(ScoreRule rule, String member, double score) {
        return submit(rule, Map.of(member, score)).get(0);
    }

    private List<Standings> submit(ScoreRule rule, Map<String, Double> scores) {
        return standings(List.copyOf(scores.keySet()), open.run(now -> submission(rule, scores, now)));
    }

    private ScriptCall<List<ScriptReply>> submission(ScoreRule rule, Map<String, Double> scores, OpenWindows.Open now) {
        ScriptCall<List<ScriptReply>> call = submissions.rule(now.writing(scripts.submit), rule);
        now.periods().forEach((window, period) -> {
            OpenWindows.Open.bounds(call, window, period);
            submissions.life(call, window.life(period));
        });
        scores.forEach((member, score) -> submissions.add(call, member, score));
        return call;
    }

    private List<Standings> standings(List<String> members, List<ScriptReply> reply) {
        if (reply.size() == 2) {
            throw BoardReplies.outOfRange(members.size());
        }
        List<Map<Window, Standing>> each = new ArrayList<>(members.size());
        members.forEach(member -> each.add(new LinkedHashMap<>()));
        int i = 2;
        for (Window window : windows.keySet()) {
            List<Standing> standings = replies.standings(members, reply.get(i++).slots());
            for (int j = 0; j < standings.size(); j++) {
                each.get(j).put(window, standings.get(j));
            }
        }
        return each.stream().map(Standings::new).toList();
    }

    /** What there is of each window, by its number from 0. */
    private <T> ByWindow<T> each(IntFunction<T> told) {
        Map<Window, T> each = new LinkedHashMap<>();
        int i = 0;
        for (Window window : windows.keySet()) {
            each.put(window, told.apply(i++));
        }
        return new ByWindow<>(each);
    }

    private WindowKeys requireOne(Window window) {
        WindowKeys keys = windows.get(window);
        if (keys == null) {
            throw new IllegalArgumentException("window must be one of " + windows.keySet() + ", not " + window);
        }
        return keys;
    }
}
