package dev.redkeep.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.client.RedisWrongTypeException;
import dev.redkeep.core.observe.RedisListener;
import dev.redkeep.testing.RedisServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is empty, absent, too much or something else. */
class BoardEdgesTest extends BoardsOnRedis {
    @ParameterizedTest
    @EnumSource(Ties.class)
    void an_empty_board_answers_everything(Ties ties) {
        Leaderboard board = board(options().ties(ties).tieBreak(TieBreak.EARLIEST));

        assertThat(board.size()).isZero();
        assertThat(board.top(10)).isEqualTo(new Page(List.of(), 0, 0));
        assertThat(board.page(3, 10)).isEqualTo(new Page(List.of(), 0, 0));
        assertThat(board.around("a", 5)).isEqualTo(new Page(List.of(), 0, 0));
        assertThat(board.between(-1, 1, 0, 10)).isEqualTo(new Page(List.of(), 0, 0));
        assertThat(board.position("a")).isEmpty();
        assertThat(board.gap("a")).isEmpty();
        assertThat(board.among(List.of("a", "b"))).isEmpty();
        assertThat(board.scoreAt(1)).isEmpty();
        assertThat(board.rankOf(5)).isEqualTo(1);
        assertThat(board.remove(List.of("a"))).isZero();
        assertThat(board.trim(0)).isZero();
        assertThat(raw.dbSize()).isZero();
    }

    @Test
    void none_asked_for_is_none_told() {
        Leaderboard board = board(options());
        board.submit("a", 1);

        assertThat(board.top(0)).isEqualTo(new Page(List.of(), 0, 1));
        assertThat(board.page(2, 0)).isEqualTo(new Page(List.of(), 0, 1));
        assertThat(board.between(0, 9, 0, 0).rows()).isEmpty();
        assertThat(board.around("a", 0).rows()).containsExactly(new Row("a", 1, 1));
        assertThat(board.among(List.of())).isEmpty();
        assertThat(board.submitAll(Map.of())).isEmpty();
        assertThat(board.remove(List.of())).isZero();
        assertThat(board.page(2, 10)).isEqualTo(new Page(List.of(), 0, 1));
    }

    @Test
    void options_may_be_left_out() {
        Leaderboard board = Leaderboard.on(redis, LeaderboardKeys.CHALLENGE.key(7L));
        board.submit("a", 1);
        assertThat(board.submit("a", 0).score()).isEqualTo(1);
        assertThat(LeaderboardOptions.defaults()).isEqualTo(options().build());
    }

    @Test
    void who_shares_the_best_score_is_as_good_as_all() {
        Leaderboard board = board(options().ties(Ties.COMPETITION));
        board.submit("a", 5);
        board.submit("b", 5);
        board.submit("c", 2);

        assertThat(board.position("b").orElseThrow().percentile()).isEqualTo(100);
        assertThat(board.position("c").orElseThrow().percentile()).isEqualTo(100.0 / 3);
    }

    @Test
    void what_is_out_of_range_is_refused_by_name_before_anything_is_sent() {
        Leaderboard board = board(options());
        assertThatIllegalArgumentException().isThrownBy(() -> board.page(0, 10)).withMessageStartingWith("number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.page(-1, 10))
                .withMessageStartingWith("number");
        assertThatIllegalArgumentException().isThrownBy(() -> board.page(1, -1)).withMessageStartingWith("size");
        assertThatIllegalArgumentException().isThrownBy(() -> board.top(1_001)).withMessageStartingWith("count");
        assertThatIllegalArgumentException().isThrownBy(() -> board.top(-1)).withMessageStartingWith("count");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.places(2, 1))
                .withMessageStartingWith("last");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.places(1, 1_001))
                .withMessageStartingWith("places");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.around("a", -1))
                .withMessageStartingWith("count");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.around("a", 500))
                .withMessageStartingWith("count");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.between(2, 1, 0, 1))
                .withMessageStartingWith("highest");
        assertThatIllegalArgumentException().isThrownBy(() -> board.scoreAt(0)).withMessageStartingWith("place");
        assertThatIllegalArgumentException().isThrownBy(() -> board.trim(-1)).withMessageStartingWith("keep");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.submit("", 1))
                .withMessageStartingWith("member");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.submit("x".repeat(1_025), 1))
                .withMessageStartingWith("member");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.among(IntStream.rangeClosed(0, 1_000)
                        .mapToObj(Integer::toString)
                        .toList()))
                .withMessageStartingWith("members");
        assertThat(raw.dbSize()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                0x1p53 + 2,
                -0x1p53 - 2,
                0x1p53, // may have been 2^53 + 1, as a long
                -0x1p53,
                Double.MAX_VALUE
            })
    void a_score_that_would_be_rounded_is_refused_by_name(double score) {
        Leaderboard board = board(options());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.submit("a", score))
                .withMessageStartingWith("score");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.set("a", score))
                .withMessageStartingWith("score");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.increment("a", score))
                .withMessageStartingWith("score");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> board.rankOf(score))
                .withMessageStartingWith("score");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options().sums(score, 0))
                .withMessageStartingWith("least");
        assertThat(raw.dbSize()).isZero();
    }

    @Test
    void a_whole_number_counts_as_it_is_or_is_refused_whatever_a_double_makes_of_it() {
        Leaderboard board = board(options().rule(ScoreRule.SET));
        for (long score : new long[] {(1L << 53) - 1, 1 - (1L << 53)}) {
            assertThat((long) board.submit("a", (double) score).score()).isEqualTo(score);
        }
        for (long score : new long[] {1L << 53, (1L << 53) + 1, -(1L << 53) - 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThatIllegalArgumentException().isThrownBy(() -> board.submit("a", (double) score));
        }
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void a_sum_that_would_be_rounded_ends_at_its_bound(Order order) {
        Leaderboard board = board(options()
                .rule(ScoreRule.SUM)
                .sums(1 - 0x1p53, 0x1p53 - 1)
                .order(order)
                .tieBreak(TieBreak.EARLIEST));
        board.submit("a", 0x1p53 - 2);
        assertThat(board.submit("a", 0x1p53 - 1).score()).isEqualTo(0x1p53 - 1);
        board.set("a", 2 - 0x1p53);
        assertThat(board.submit("a", 1 - 0x1p53).score()).isEqualTo(1 - 0x1p53);
    }

    @ParameterizedTest
    @EnumSource(TieBreak.class)
    void a_sum_beyond_is_refused_and_with_it_the_batch(TieBreak first) {
        Leaderboard board = board(options().rule(ScoreRule.SUM).tieBreak(first));
        board.submit("a", 0x1p53 - 2);
        assertThat(board.increment("a", 1).score()).isEqualTo(0x1p53 - 1);
        Map<String, Double> batch = new LinkedHashMap<>();
        batch.put("b", 1.0);
        batch.put("a", 1.0);

        assertThatThrownBy(() -> board.increment("a", 1)).isInstanceOf(ScoreOutOfRangeException.class);
        assertThatThrownBy(() -> board.submitAll(batch)).isInstanceOf(ScoreOutOfRangeException.class);

        assertThat(board.size()).isEqualTo(1);
        assertThat(board.position("a").orElseThrow().score()).isEqualTo(0x1p53 - 1);
        assertThat(board.increment("a", 1 - 0x1p53).score()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void a_sum_stays_within_its_bounds(Order order) {
        Leaderboard board =
                board(options().rule(ScoreRule.SUM).sums(0, 100).order(order).tieBreak(TieBreak.EARLIEST));
        assertThat(board.submit("a", -5).score()).isZero();
        assertThat(board.submit("a", 70).score()).isEqualTo(70);
        assertThat(board.submit("a", 70).score()).isEqualTo(100);
        assertThat(board.increment("a", -1_000).score()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void what_is_added_takes_nothing_away_from_a_score_beyond_the_bounds_and_gives_no_more(Order order) {
        Leaderboard board =
                board(options().rule(ScoreRule.SUM).sums(10, 100).order(order).tieBreak(TieBreak.EARLIEST));
        board.set("a", 150);
        assertThat(board.submit("a", 1).score()).isEqualTo(150);
        assertThat(board.submit("a", 0).score()).isEqualTo(150);
        assertThat(board.submit("a", -20).score()).isEqualTo(130);
        assertThat(board.submit("a", -40).score()).isEqualTo(90);
        assertThat(board.submit("a", 40).score()).isEqualTo(100);
        board.set("a", -50);
        assertThat(board.increment("a", -1).score()).isEqualTo(-50);
        assertThat(board.increment("a", 20).score()).isEqualTo(-30);
        assertThat(board.increment("a", 1_000).score()).isEqualTo(100);
        board.set("a", 150);
        assertThat(board.increment("a", -1_000).score()).isEqualTo(10);
        assertThat(board.increment("b", 0).score()).isEqualTo(10); // a first sum is within them
        assertThat(board.increment("c", 3).score()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, -0.1, 1e-300, 4.35, 123456789.987, 0x1p53 - 1, 1 - 0x1p53, 1.0 / 3})
    void a_score_comes_back_as_it_went(double score) {
        for (TieBreak first : TieBreak.values()) {
            raw.flushAll();
            Leaderboard board = board(options().tieBreak(first).ties(Ties.DENSE));
            assertThat(board.submit("a", score).score()).isEqualTo(score);
            assertThat(board.top(1).rows()).containsExactly(new Row("a", score, 1));
            assertThat(board.submit("a", score)).isEqualTo(board.submit("a", score));
        }
    }

    @Test
    void zero_has_no_sign() {
        Leaderboard board = board(options().tieBreak(TieBreak.EARLIEST).ties(Ties.DENSE));
        board.submit("a", -0.0);
        board.submit("b", 0.0);
        assertThat(board.top(2).rows()).containsExactly(new Row("a", 0.0, 1), new Row("b", 0.0, 1));
    }

    @ParameterizedTest
    @EnumSource(TieBreak.class)
    void where_something_else_lies_it_says_so(TieBreak first) {
        raw.set(KEY, "garbage");
        Leaderboard board = board(options().tieBreak(first));
        for (org.assertj.core.api.ThrowableAssert.ThrowingCallable call :
                List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                        () -> board.submit("a", 1), () -> board.top(3), board::size, () -> board.position("a"))) {
            assertThatThrownBy(call).isInstanceOf(RedisWrongTypeException.class);
        }
        assertThat(raw.get(KEY)).isEqualTo("garbage");
        assertThat(raw.dbSize()).isEqualTo(1);
    }

    @Test
    void the_rule_last_asks_when_and_no_other_does() {
        Leaderboard last = board(options().rule(ScoreRule.LAST));
        assertThatIllegalStateException().isThrownBy(() -> last.submit("a", 1));
        assertThatIllegalStateException().isThrownBy(() -> last.submitAll(Map.of("a", 1.0)));
        assertThatIllegalArgumentException().isThrownBy(() -> last.submit("a", 1, Instant.ofEpochMilli(-1)));
        assertThatIllegalStateException().isThrownBy(() -> board(options()).submit("a", 1, Instant.EPOCH));
        assertThat(last.submit("a", 1, Instant.ofEpochMilli(5)).improved()).isTrue();
        Standing late = last.submit("a", 9, Instant.ofEpochMilli(4));
        assertThat(late.score()).isEqualTo(1);
        assertThat(late.improved()).isFalse();
        assertThat(last.submit("a", 0, Instant.ofEpochMilli(6)).score()).isZero();
    }

    @Test
    void a_moment_that_cannot_be_is_refused_by_name_and_blocks_nobody() {
        Leaderboard board = board(options().rule(ScoreRule.LAST));
        Instant now = Instant.ofEpochMilli(redis.run(WindowScripts.NOW.on(LeaderboardKeys.CHALLENGE.key(7L))));
        Instant year10000 = Instant.parse("9999-12-31T23:59:59.999Z").plusMillis(1);
        for (Instant wrong : List.of(
                Instant.MAX,
                Instant.MIN,
                year10000,
                year10000.minusNanos(1), // in range, but far ahead of the server
                Instant.EPOCH.minusNanos(1),
                now.plus(Duration.ofDays(2)))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> board.submit("a", 1, wrong))
                    .withMessageStartingWith("reached");
        }
        assertThat(raw.dbSize()).isZero();

        // A client's clock may be ahead.
        assertThat(board.submit("a", 1, now.plus(Duration.ofHours(24))).score()).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> board.submit("a", 2, now.plus(Duration.ofDays(9))));
        assertThat(board.submit("a", 3, now.plus(Duration.ofHours(24))).score()).isEqualTo(3);
    }

    @Test
    void a_member_is_named_once_in_a_list() {
        Leaderboard board = board(options());
        board.submit("a", 1);
        assertThat(board.among(Collections.nCopies(2_000, "a"))).hasSize(1);
        assertThat(board.remove(Collections.nCopies(2_000, "a"))).isEqualTo(1);
    }

    @Test
    void twelve_thousand_on_one_score_have_the_ranks_that_they_should() {
        Leaderboard dense = board(options().ties(Ties.DENSE).tieBreak(TieBreak.EARLIEST));
        for (int i = 0; i < 12; i++) {
            Map<String, Double> batch = new LinkedHashMap<>();
            for (int j = 0; j < 1_000; j++) {
                batch.put("m" + (1_000 * i + j), 7.0);
            }
            dense.submitAll(batch);
        }
        dense.submit("best", 9);
        dense.submit("worst", 1);

        assertThat(dense.position("m11999").orElseThrow().rank()).isEqualTo(2);
        assertThat(dense.position("worst")).contains(new Position("worst", 1, 3, 12_001, 12_002));
        assertThat(dense.places(2, 3).rows()).extracting(Row::member).containsExactly("m0", "m1");
        assertThat(dense.places(12_001, 12_002).rows())
                .containsExactly(new Row("m11999", 7, 2), new Row("worst", 1, 3));
        assertThat(dense.trim(1)).isEqualTo(12_001);
        assertThat(dense.rankOf(8)).isEqualTo(2);
        assertThat(raw.zcard("board-scores:" + KEY)).isEqualTo(1);
        assertThat(raw.hlen("board-counts:" + KEY)).isEqualTo(1);
        assertThat(raw.hlen("board-moments:" + KEY)).isEqualTo(2); // the best, and the last moment
    }

    @Test
    void the_earliest_stays_first_when_the_servers_clock_is_set_back() {
        Leaderboard board = board(options().tieBreak(TieBreak.EARLIEST));
        board.submit("a", 1);
        String ahead = "1ffffffffffff0"; // a moment in the year 2255
        raw.hset("board-moments:" + KEY, "", ahead);

        board.submit("b", 1);
        board.submit("c", 1);

        assertThat(board.top(3).rows()).extracting(Row::member).containsExactly("a", "b", "c");
        assertThat(raw.hget("board-moments:" + KEY, "b")).isGreaterThan(ahead);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0x1p53, -0x1p53, 1e300, Double.POSITIVE_INFINITY})
    void what_others_wrote_beyond_swallows_no_sum(double score) {
        raw.zadd(KEY, score, "a");
        Leaderboard board = board(options().rule(ScoreRule.SUM));
        double away = Math.signum(score);

        assertThatThrownBy(() -> board.increment("a", away)).isInstanceOf(ScoreOutOfRangeException.class);
        assertThatThrownBy(() -> board.submit("a", -0.5 * away)).isInstanceOf(ScoreOutOfRangeException.class);
        assertThat(board.position("a").orElseThrow().score()).isEqualTo(score);
        assertThat(board.set("a", 3).score()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 1L << 53, 123_456_789_012_345_678L, Long.MAX_VALUE})
    void a_trim_that_keeps_more_than_there_are_keeps_all(long keep) {
        Leaderboard board = board(options());
        board.submitAll(Map.of("a", 1.0, "b", 2.0, "c", 3.0));
        assertThat(board.trim(keep)).isZero();
        assertThat(board.size()).isEqualTo(3);
    }

    @Test
    void a_trim_ends_though_others_add_as_fast_as_it_takes(RedisServer server) {
        AtomicInteger trips = new AtomicInteger();
        RedisOptions options = RedisOptions.of(server.uri()).toBuilder()
                .timeouts(Patience.TIMEOUTS)
                .build();
        RedisListener adds = event -> {
            if (event.operation().equals("leaderboard.trim") && trips.incrementAndGet() < 50) {
                raw.zadd(KEY, thousand("later" + trips));
            }
        };
        raw.zadd(KEY, thousand("a"));
        raw.zadd(KEY, thousand("b"));
        try (Redis slow = Redis.connect(options, adds)) {
            Leaderboard board = Leaderboard.on(
                    slow, LeaderboardKeys.CHALLENGE.key(7L), options().build());
            assertThat(board.trim(0)).isEqualTo(2_000);
        }
        assertThat(trips).hasValue(2);
    }

    private static Map<String, Double> thousand(String name) {
        return IntStream.range(0, 1_000).boxed().collect(Collectors.toMap(i -> name + i, i -> 1.0));
    }
}
