package dev.redkeep.leaderboard;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptCall;
import dev.redkeep.core.script.ScriptReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Scripts on the boards of all windows that are open now. Each tells the present, and whether they were. */
final class OpenWindows {
    /** A first one, one that meets the clock, and one that meets the end of a period. */
    private static final int TRIES = 3;
    /** The end of what has none: a time that Lua knows exactly. */
    private static final long NEVER = 1L << 53;

    private static final long NOT_OPEN = -2;

    private final Redis redis;
    private final Map<Window, WindowKeys> windows;
    private final WindowClock clock;

    OpenWindows(Redis redis, Map<Window, WindowKeys> windows, WindowClock clock) {
        this.redis = redis;
        this.windows = windows;
        this.clock = clock;
    }

    /** The periods that are open at a moment, the keys of their boards, and the marks of those that end. */
    record Open(Map<Window, Period> periods, List<Key> boards, List<Key> marks) {
        /** A script that writes: also told the marks, since what is finalised is not changed. */
        <R> ScriptCall<R> writing(Script<R> script) {
            List<Key> keys = new ArrayList<>(boards);
            keys.addAll(marks);
            return Board.call(script, keys).arg(periods.size()).arg(marks.size());
        }

        /** A script that reads. */
        <R> ScriptCall<R> reading(Script<R> script) {
            return Board.call(script, boards).arg(periods.size()).arg(0);
        }

        /** When each begins and ends. */
        <R> ScriptCall<R> bounds(ScriptCall<R> call) {
            periods.forEach((window, period) -> bounds(call, window, period));
            return call;
        }

        static void bounds(ScriptCall<?> call, Window window, Period period) {
            call.arg(window.ends() ? period.begin().toEpochMilli() : -NEVER)
                    .arg(window.ends() ? period.end().toEpochMilli() : NEVER);
        }
    }

    /**
     * What a script tells of boards that were open.
     *
     * @throws IllegalStateException if they were not, each time
     */
    List<ScriptReply> run(Function<Open, ScriptCall<List<ScriptReply>>> call) {
        long now = clock.millis();
        for (int i = 0; i < TRIES; i++) {
            List<ScriptReply> reply = redis.run(call.apply(at(Instant.ofEpochMilli(now))));
            now = clock.learn(reply.get(0).integer());
            if (reply.get(1).integer() != NOT_OPEN) {
                return reply;
            }
        }
        throw new IllegalStateException(
                "the server's clock leaps: not all windows were open when it was asked, " + TRIES + " times");
    }

    private Open at(Instant now) {
        Open open = new Open(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
        windows.forEach((window, patterns) -> {
            Period period = window.at(now);
            Board board = patterns.board(period);
            open.periods().put(window, period);
            open.boards().addAll(board.keys());
            if (window.ends()) {
                open.marks().add(patterns.mark(board));
            }
        });
        return open;
    }
}
