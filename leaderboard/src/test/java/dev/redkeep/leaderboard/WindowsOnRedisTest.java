package dev.redkeep.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Windows that are fed together and close by themselves. */
class WindowsOnRedisTest extends WindowsOnRedis {
    @ParameterizedTest
    @EnumSource(TieBreak.class)
    void a_score_counts_in_all_windows_and_each_says_whether_it_is_better(TieBreak first) {
        WindowedLeaderboard boards = boards(options().tieBreak(first).ties(Ties.COMPETITION));
        Leaderboard all = Leaderboard.on(
                redis,
                LeaderboardKeys.CHALLENGE.key(7L),
                options().tieBreak(first).ties(Ties.COMPETITION).build());
        all.submit("a", 50);
        all.submit("b", 40);

        Standings standings = boards.submit("a", 30);

        assertThat(standings.windows()).containsExactly(ever, month, week, day);
        assertThat(standings.improved()).containsExactly(month, week, day);
        assertThat(standings).hasSize(4).startsWith(standings.in(ever)).endsWith(standings.in(day));
        assertThat(standings.in(ever).improved()).isFalse();
        assertThat(standings.in(ever).score()).isEqualTo(50);
        assertThat(standings.in(ever).total()).isEqualTo(2);
        for (Window window : List.of(month, week, day)) {
            assertThat(standings.in(window).improved()).isTrue();
            assertThat(standings.in(window).oldScore()).isEmpty();
            assertThat(boards.board(window).top(2).rows()).containsExactly(new Row("a", 30, 1));
        }
        assertThat(boards.increment("a", 5).in(day).score()).isEqualTo(35);
        assertThat(boards.board(day).position("a").orElseThrow().score()).isEqualTo(35);
    }

    @Test
    void a_board_goes_when_its_retention_is_over() {
        boards(options().ties(Ties.DENSE).tieBreak(TieBreak.EARLIEST)).submit("a", 1);
        Period today = day.at(Instant.ofEpochMilli(serverMillis()));
        long end = today.end().plus(Duration.ofDays(7)).toEpochMilli();

        for (String beside : List.of("", "board-moments:", "board-scores:", "board-counts:")) {
            long left = raw.pttl(beside + "board:" + today.name());
            assertThat(serverMillis() + left).isBetween(end - 60_000, end + 60_000);
        }
        assertThat(raw.pttl(KEY)).isEqualTo(-1);
    }

    @Test
    void a_score_counts_for_the_servers_day_whatever_a_client_takes_for_the_time() {
        // What a client takes for the time is a day behind, a day ahead, or right.
        for (long skew : new long[] {-86_400_000, 86_400_000, 0}) {
            raw.flushAll();
            WindowClock clock = new WindowClock(this::serverMillis, System::nanoTime);
            clock.learn(serverMillis() + skew);
            WindowedLeaderboard boards = new RedisWindows(redis, options().build(), List.of(day), clock);
            boards.submit("a", 1);

            Period today = day.at(Instant.ofEpochMilli(serverMillis()));
            assertThat(raw.keys("*")).containsExactly("board:" + today.name());
            assertThat(boards.current(day)).isEqualTo(today);
        }
    }

    @Test
    void around_midnight_two_days_take_what_is_theirs_and_a_closed_one_nothing() {
        long now = serverMillis();
        Window second =
                Window.of(Cycle.DAILY, noon, Duration.ofDays(1), name -> WindowTest.PATTERN.key("second:" + name));
        WindowClock behind = new WindowClock(this::serverMillis, System::nanoTime);
        behind.learn(day.at(Instant.ofEpochMilli(now)).begin().toEpochMilli() - 60_000);
        WindowedLeaderboard boards = new RedisWindows(redis, options().build(), List.of(day, second), behind);
        Period yesterday = boards.current(day);

        Standings standings = boards.submit("a", 1);

        assertThat(standings).hasSize(2);
        assertThat(boards.board(day, yesterday).size()).isZero();
        assertThat(boards.board(second, yesterday).size()).isZero();
        assertThat(boards.current(day).begin()).isEqualTo(yesterday.end());
        assertThat(boards.board(day).size()).isEqualTo(1);
        assertThat(boards.board(second).size()).isEqualTo(1);
    }

    @Test
    void a_sum_that_one_board_cannot_take_changes_none() {
        WindowedLeaderboard boards = boards(options().rule(ScoreRule.SUM));
        boards.submit("a", 1);
        Leaderboard.on(redis, LeaderboardKeys.CHALLENGE.key(7L), options().build())
                .set("a", 0x1p53 - 1);

        assertThatThrownBy(() -> boards.submit("a", 1)).isInstanceOf(ScoreOutOfRangeException.class);

        assertThat(boards.board(day).position("a").orElseThrow().score()).isEqualTo(1);
    }

    @Test
    void a_batch_counts_everywhere_or_nowhere() {
        WindowedLeaderboard boards = boards(options().rule(ScoreRule.SUM));
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put("a", 3.0);
        scores.put("b", 5.0);
        List<Standings> told = boards.submitAll(scores);
        assertThat(told).hasSize(2).allSatisfy(one -> assertThat(one.improved()).hasSize(4));
        boards.board(ever).set("b", 0x1p53 - 1);

        assertThatThrownBy(() -> boards.submitAll(scores)).isInstanceOf(ScoreOutOfRangeException.class);

        for (Window window : List.of(ever, month, week, day)) {
            assertThat(boards.board(window).position("a").orElseThrow().score()).isEqualTo(3);
        }
        assertThat(boards.set("b", 1).improved()).isEmpty();
        assertThat(boards.board(ever).top(2).rows()).containsExactly(new Row("a", 3, 1), new Row("b", 1, 2));
    }

    @Test
    void a_batch_has_a_thousand_scores_over_all_windows() {
        WindowedLeaderboard boards = boards(options().ties(Ties.DENSE).tieBreak(TieBreak.EARLIEST));
        Map<String, Double> scores = new LinkedHashMap<>();
        for (int i = 0; i < 250; i++) {
            scores.put("m" + i, 1_000.0 - i);
        }
        List<Standings> told = boards.submitAll(scores);
        assertThat(told.get(249).in(week))
                .isEqualTo(new Standing("m249", OptionalDouble.empty(), 751, OptionalLong.empty(), 250, 250, true));
        scores.put("one more", 1.0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> boards.submitAll(scores))
                .withMessageStartingWith("scores");
        assertThat(boards.submitAll(Map.of())).isEmpty();
    }

    @Test
    void what_comes_for_a_board_that_is_gone_is_told_so_and_counts_nowhere() {
        gone(boards(options().ties(Ties.DENSE).tieBreak(TieBreak.EARLIEST)));
        gone(boards(options())); // plain
    }

    private void gone(WindowedLeaderboard boards) {
        Leaderboard gone = boards.board(day, day.named("2020-01-01"));
        assertThatThrownBy(() -> gone.submit("a", 1)).isInstanceOf(BoardGoneException.class);
        assertThatThrownBy(() -> gone.submitAll(Map.of("a", 1.0))).isInstanceOf(BoardGoneException.class);
        assertThatThrownBy(() -> gone.increment("a", 1)).isInstanceOf(BoardGoneException.class);
        assertThat(gone.size()).isZero();
        assertThat(raw.dbSize()).isZero();
    }

    @Test
    void a_correction_of_a_plain_board_leaves_it_its_end() {
        Period today = day.at(Instant.ofEpochMilli(serverMillis()));
        boards(options()).board(day, today).set("a", 1);
        assertThat(raw.pttl(day.key(today).text())).isPositive();
    }

    @Test
    void windows_are_few_and_not_of_the_rule_last() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> boards(options().rule(ScoreRule.LAST)))
                .withMessageStartingWith("rule");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WindowedLeaderboard.on(redis, options().build()))
                .withMessageStartingWith("windows");
        WindowedLeaderboard boards = boards(options());
        assertThatIllegalArgumentException().isThrownBy(() -> boards.current(window(Cycle.DAILY)));
        Standings standings = boards.submit("a", 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> standings.in(window(Cycle.DAILY)))
                .withMessageStartingWith("window");
        assertThatIllegalArgumentException().isThrownBy(() -> boards.finalise(ever, ever.named("all"), snapshot -> {}));
    }

    @Test
    void windows_that_would_meet_on_one_board_are_refused() {
        Window elsewhere = Window.of(Cycle.DAILY, ZoneId.of("Asia/Tokyo"), Duration.ofDays(7), WindowTest.PATTERN::key);
        for (List<Window> two : List.of(List.of(day, elsewhere), List.of(day, day), List.of(ever, ever))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> WindowedLeaderboard.on(redis, options().build(), two.toArray(Window[]::new)))
                    .withMessageStartingWith("windows");
        }
    }
}
