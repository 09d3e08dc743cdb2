package dev.redkeep.leaderboard;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.script.ScriptCall;
import dev.redkeep.core.script.ScriptReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Windows over one script a submission. */
final class RedisWindows implements WindowedLeaderboard {
    private static final int MOST_WINDOWS = 16;
    /** A first one, one that meets the clock, and one that meets the end of a period. */
    private static final int TRIES = 3;
    /** The end of what has none: a time that Lua knows exactly. */
    private static final long NEVER = 1L << 53;

    private static final long NOT_OPEN = -2;

    private final Redis redis;
    private final LeaderboardOptions options;
    private final Map<Window, WindowKeys> windows = new LinkedHashMap<>();
    /** How many of them end. */
    private final long ending;

    private final BoardScripts boards;
    private final WindowScripts scripts;
    private final BoardReplies replies;
    private final Submissions submissions;
    private final WindowClock clock;

    RedisWindows(Redis redis, LeaderboardOptions options, List<Window> windows, WindowClock clock) {
        if (windows.isEmpty() || windows.size() > MOST_WINDOWS) {
            throw new IllegalArgumentException("windows must be 1 to " + MOST_WINDOWS + ", not " + windows.size());
        } else if (options.rule() == ScoreRule.LAST) {
            throw new IllegalArgumentException(
                    "rule must not be LAST: a window counts what is submitted while it is open");
        }
        for (int i = 0; i < windows.size(); i++) {
            // A submission would count twice on the board where they meet.
            if (windows.subList(0, i).stream().anyMatch(windows.get(i)::meets)) {
                throw new IllegalArgumentException("windows must have keys of their own, not two of them those of "
                        + windows.get(i).pattern());
            }
        }
        this.redis = redis;
        this.options = options;
        windows.forEach(window -> this.windows.put(window, WindowKeys.of(redis, window, options)));
        WindowKeys.requireOneSlot(redis, windows);
        this.ending = windows.stream().filter(Window::ends).count();
        this.boards = BoardScripts.of(options);
        this.scripts = new WindowScripts(boards);
        this.replies = new BoardReplies(options);
        this.submissions = new Submissions(options);
        this.clock = clock;
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
        long now = clock.millis();
        for (int i = 0; i < TRIES; i++) {
            List<ScriptReply> reply = redis.run(submission(rule, scores, Instant.ofEpochMilli(now)));
            now = clock.learn(reply.get(0).integer());
            if (reply.get(1).integer() != NOT_OPEN) {
                return standings(List.copyOf(scores.keySet()), reply);
            }
        }
        throw new IllegalStateException(
                "the server's clock leaps: not all windows were open when it was asked, " + TRIES + " times");
    }

    private ScriptCall<List<ScriptReply>> submission(ScoreRule rule, Map<String, Double> scores, Instant now) {
        List<Key> keys = new ArrayList<>();
        List<Key> marks = new ArrayList<>();
        List<Period> periods = new ArrayList<>();
        windows.forEach((window, patterns) -> {
            Period period = window.at(now);
            Board board = patterns.board(period);
            periods.add(period);
            keys.addAll(board.keys());
            if (window.ends()) {
                marks.add(patterns.mark(board));
            }
        });
        keys.addAll(marks);
        ScriptCall<List<ScriptReply>> call =
                Board.call(scripts.submit, keys).arg(windows.size()).arg(ending);
        submissions.rule(call, rule);
        int i = 0;
        for (Window window : windows.keySet()) {
            Period period = periods.get(i++);
            call.arg(window.ends() ? period.begin().toEpochMilli() : -NEVER)
                    .arg(window.ends() ? period.end().toEpochMilli() : NEVER);
            submissions.life(call, window.life(period));
        }
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

    private WindowKeys requireOne(Window window) {
        WindowKeys keys = windows.get(window);
        if (keys == null) {
            throw new IllegalArgumentException("window must be one of " + windows.keySet() + ", not " + window);
        }
        return keys;
    }
}
