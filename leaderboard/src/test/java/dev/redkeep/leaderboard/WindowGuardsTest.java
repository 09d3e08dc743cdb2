package dev.redkeep.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.redkeep.core.script.ScriptReply;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the script of windows lets in, and that many at once count for each. */
@Timeout(120)
class WindowGuardsTest extends WindowsOnRedis {
    @ParameterizedTest
    @ValueSource(strings = {"done", "who is at it"})
    void what_is_finalised_takes_nothing_if_the_clock_goes_back(String mark) {
        WindowedLeaderboard boards = boards(options().ties(Ties.DENSE).tieBreak(TieBreak.EARLIEST));
        String key = "board-final:board:" + boards.current(day).name();
        raw.set(key, mark);
        assertThatIllegalStateException()
                .isThrownBy(() -> boards.submit("a", 1))
                .withMessageContaining("clock");
        assertThat(raw.keys("*")).containsExactly(key);

        raw.del(key);
        assertThat(boards.submit("a", 1)).hasSize(4);
    }

    @Test
    void a_window_is_open_from_its_begin_on_and_not_at_its_end() {
        boolean first = false;
        boolean last = false;
        boolean end = false;
        // Asks just now, until the clock was met at each of these milliseconds.
        WindowScripts scripts = WindowScripts.of(BoardScripts.of(options().build()));
        long now = serverMillis();
        for (int trip = 0; !(first && last && end); trip = (trip + 1) % 20) {
            long edge = now + trip;
            List<ScriptReply> ending = submitted(scripts, edge - 60_000, edge);
            now = ending.get(0).integer();
            assertThat(ending.get(1).integer()).isEqualTo(now < edge ? 0 : -2);
            last |= now == edge - 1;
            end |= now == edge;
            edge = now + trip;
            List<ScriptReply> beginning = submitted(scripts, edge, edge + 60_000);
            now = beginning.get(0).integer();
            assertThat(beginning.get(1).integer()).isEqualTo(now >= edge ? 0 : -2);
            first |= now == edge;
        }
    }

    private List<ScriptReply> submitted(WindowScripts scripts, long begin, long end) {
        LeaderboardOptions options = options().build();
        WindowKeys keys = WindowKeys.of(redis, day, options);
        Board board = keys.board(day.named("2026-11-22"));
        return redis.run(scripts.submit
                .on(List.of(board.scores(), keys.mark(board)))
                .arg(1)
                .arg(1)
                .arg("best")
                .arg(-1)
                .arg(1)
                .arg(begin)
                .arg(end)
                .arg("none")
                .arg(0)
                .arg("a")
                .arg(1));
    }

    @ParameterizedTest
    @EnumSource(TieBreak.class)
    void a_period_that_has_not_begun_takes_nothing(TieBreak first) {
        WindowedLeaderboard boards = boards(options().tieBreak(first));
        for (Window window : List.of(month, week, day)) {
            Period next = window.at(boards.current(window).end());
            Leaderboard board = boards.board(window, next);
            for (Runnable call : List.<Runnable>of(
                    () -> board.submit("a", 1),
                    () -> board.submitAll(Map.of("a", 1.0)),
                    () -> board.set("a", 1),
                    () -> board.increment("a", 1))) {
                assertThatIllegalStateException().isThrownBy(call::run).withMessageContaining(next.name());
            }
            assertThat(board.top(3).rows()).isEmpty();
            assertThat(board.remove(List.of("a"))).isZero();
        }
        assertThat(raw.dbSize()).isZero();

        Period today = boards.current(day);
        assertThat(boards.board(day, today).submit("a", 1).rank()).isEqualTo(1);
        assertThat(boards.board(day, day.at(today.begin().minusMillis(1)))
                        .submit("a", 1)
                        .rank())
                .isEqualTo(1);
        assertThat(boards.board(ever).submit("a", 1).rank()).isEqualTo(1);
    }

    @Test
    void a_period_takes_scores_from_its_first_millisecond_on() {
        boolean begun = false;
        boolean before = false;
        long now = serverMillis();
        // Begins about when it is asked, until both were met. The clock is read around each call.
        for (int trip = 0; !(begun && before); trip = 2 * trip + 1) {
            Instant begin = Instant.ofEpochMilli(now + trip);
            Life life =
                    new Life("until", now + 3_600_000, Optional.of(new Period("now", begin, begin.plusSeconds(60))));
            Board keys = new Board(List.of(LeaderboardKeys.CHALLENGE.key(7L)));
            LeaderboardOptions options = options().build();
            Leaderboard board = new RedisLeaderboard(redis, keys, options, life, BoardScripts.of(options));
            boolean taken;
            try {
                board.submit("a", 1);
                taken = true;
            } catch (IllegalStateException refused) {
                taken = false;
            }
            long after = serverMillis();
            if (taken) {
                assertThat(after).isGreaterThanOrEqualTo(begin.toEpochMilli());
            } else {
                assertThat(now).isLessThan(begin.toEpochMilli());
            }
            begun |= taken;
            before |= !taken;
            now = after;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "00:01, -3600", // the day before is told once more
        "01:00, -3600", // the first hour of the day is
        "23:30, 3600", // there is no midnight
        "00:00, 3600",
    })
    void when_clocks_were_just_changed_a_score_counts_for_the_day_that_began_last(LocalTime time, int forward) {
        Instant change = Instant.ofEpochSecond(serverMillis() / 1_000 - 60);
        ZoneId zone = ChangedZone.at(change, time, forward);
        Window changed = Window.of(Cycle.DAILY, zone, Duration.ofDays(7), WindowTest.PATTERN::key);
        WindowedLeaderboard boards = WindowedLeaderboard.on(redis, options().build(), ever, changed);
        Period today = changed.at(change);
        Period before = changed.at(today.begin().minusMillis(1));
        boards.board(changed, before).submit("a", 1);

        assertThat(boards.submit("b", 1).in(changed).total()).isEqualTo(1);

        assertThat(boards.board(changed, today).position("b")).isPresent();
        assertThat(boards.finalise(changed, today, none -> {})).isEqualTo(Finalisation.OPEN);
        assertThat(boards.finalise(
                        changed,
                        before,
                        one -> assertThat(one.top(2)).extracting(Row::member).containsExactly("a")))
                .isEqualTo(Finalisation.DONE);
        assertThat(before.end()).isEqualTo(today.begin());
    }

    @Test
    void all_that_many_add_at_once_counts_in_each_window() throws Exception {
        LeaderboardOptionsBuilder options =
                options().rule(ScoreRule.SUM).ties(Ties.DENSE).tieBreak(TieBreak.EARLIEST);
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String own = "m" + i;
                all.add(threads.submit(() -> {
                    WindowedLeaderboard boards = boards(options);
                    for (int j = 0; j < 10; j++) {
                        boards.increment(own, 1);
                        boards.submit("all", 1);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        WindowedLeaderboard boards = boards(options);
        for (Window window : List.of(ever, month, week, day)) {
            List<Row> rows = boards.board(window).top(65).rows();
            assertThat(rows).hasSize(65).startsWith(new Row("all", 640, 1));
            assertThat(rows.subList(1, 65)).allSatisfy(row -> {
                assertThat(row.score()).isEqualTo(10);
                assertThat(row.rank()).isEqualTo(2);
            });
        }
    }
}
