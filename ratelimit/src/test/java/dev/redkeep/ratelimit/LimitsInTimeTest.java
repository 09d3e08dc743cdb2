package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits by a clock that the test moves, a day ahead, so that no key expires by the server's. */
class LimitsInTimeTest extends LimitsOnRedis {
    private static final long HOUR = 3_600_000_000L;

    private long now = System.currentTimeMillis() * 1_000 + 24 * HOUR;

    @ParameterizedTest
    @EachAlgorithm
    void who_waits_as_told_is_served_and_who_waits_less_is_not(Algorithm algorithm) {
        for (Limit limit : List.of(
                Limit.perSecond(1),
                Limit.perSecond(3),
                Limit.perSecond(7),
                Limit.perMinute(7),
                Limit.perHour(1_000),
                Limit.perDay(1),
                Limit.perDay(10_000),
                Limit.of(9_999, Duration.ofDays(366)),
                Limit.of(10, Duration.ofMillis(1)))) {
            Limits limits = supplied(limit.algorithm(algorithm));
            limits.reset(ALICE);
            tick(0);
            take(limits, 1);
            tick(limit.intervalMicros() / 3);
            takeUpTo(limits, limit.permits());
            for (long cost : new long[] {1, (limit.permits() + 1) / 2, limit.permits(), limit.permits(), 1}) {
                Decision refused = take(limits, cost);
                if (refused.allowed()) {
                    continue;
                }
                long retry = micros(refused.retryAfter().orElseThrow());
                assertThat(retry).isBetween(1L, 2 * limit.periodMicros());
                assertThat(micros(refused.resetAfter())).isGreaterThanOrEqualTo(retry);
                tick(retry - 1);
                assertThat(take(limits, cost).retryAfter())
                        .as("%s of %s", cost, limit)
                        .contains(Duration.ofNanos(1_000));
                tick(1);
                assertThat(take(limits, cost).allowed())
                        .as("%s of %s", cost, limit)
                        .isTrue();
                tick(limit.intervalMicros() / 7);
            }
            Decision last = limits.peek(ALICE);
            tick(micros(last.resetAfter()));
            assertThat(limits.peek(ALICE).standings())
                    .as("%s", limit)
                    .containsExactly(
                            new Standing(limit.algorithm(algorithm), limit.permits(), Duration.ZERO, Duration.ZERO));
        }
    }

    @ParameterizedTest
    @EachAlgorithm
    void a_clock_set_back_neither_locks_out_nor_gives_without_end(Algorithm algorithm) {
        Limit limit = Limit.perSecond(10).algorithm(algorithm);
        Limits limits = supplied(limit);
        tick(0);
        take(limits, 10);
        long admitted = 0;
        for (int back = 0; back < 20; back++) {
            tick(-HOUR / 5);
            admitted += takeUpTo(limits, 10).granted();
        }
        assertThat(admitted).isZero();
        tick(micros(limits.peek(ALICE).retryAfter().orElseThrow()));
        assertThat(take(limits, 1).allowed()).isTrue();
        tick(2_000_000);
        assertThat(take(limits, 10).allowed()).isTrue();
    }

    @ParameterizedTest
    @EachAlgorithm
    void a_lowered_limit_holds_at_once_and_locks_nobody_out(Algorithm algorithm) {
        Limits high = supplied(Limit.of(1_000, Duration.ofDays(1)).algorithm(algorithm));
        Limits low = supplied(Limit.of(10, Duration.ofSeconds(1)).algorithm(algorithm));
        tick(0);
        take(high, 1_000);
        Decision refused = take(low, 10);
        assertThat(refused.remaining()).isLessThanOrEqualTo(10);
        if (!refused.allowed()) {
            Duration retry = refused.retryAfter().orElseThrow();
            assertThat(retry).isLessThanOrEqualTo(Duration.ofSeconds(2));
            tick(micros(retry));
            assertThat(take(low, 10).allowed()).isTrue();
        }
        assertThat(take(low, 1).allowed()).isFalse();
    }

    @ParameterizedTest
    @EachAlgorithm
    void a_raised_limit_holds_at_once_and_counts_what_was_taken(Algorithm algorithm) {
        tick(0);
        take(supplied(Limit.perMinute(10).algorithm(algorithm)), 10);
        Limits high = supplied(Limit.perMinute(30).algorithm(algorithm));
        boolean counted = algorithm != Algorithm.GCRA && algorithm != Algorithm.TOKEN_BUCKET;
        long left = high.peek(ALICE).remaining();
        if (counted) {
            assertThat(left).isEqualTo(20);
        } else {
            assertThat(left).isLessThanOrEqualTo(20);
        }
    }

    @ParameterizedTest
    @EachAlgorithm
    void one_a_day_is_one_a_day(Algorithm algorithm) {
        Limits limits = supplied(Limit.perDay(1).algorithm(algorithm));
        for (int day = 0; day < 5; day++) {
            tick(0);
            assertThat(take(limits, 1).allowed()).isTrue();
            for (int hour = 0; hour < 23; hour++) {
                tick(HOUR);
                assertThat(take(limits, 1).allowed()).isFalse();
            }
            tick(25 * HOUR);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Algorithm.class,
            names = {"SLIDING_WINDOW_LOG", "CONCURRENCY"},
            mode = EnumSource.Mode.EXCLUDE)
    void a_million_a_second_is_a_million_a_second(Algorithm algorithm) {
        Limits limits = supplied(Limit.perSecond(1_000_000).algorithm(algorithm));
        tick(0);
        assertThat(take(limits, 1_000_000).allowed()).isTrue();
        assertThat(take(limits, 1).allowed()).isFalse();
        long admitted = 0;
        for (int i = 0; i < 100; i++) {
            tick(100_000);
            admitted += takeUpTo(limits, 1_000_000).granted();
        }
        assertThat(admitted).isBetween(8_000_000L, 10_000_000L);
    }

    @Test
    void a_burst_of_one_spreads_permits_evenly() {
        for (Algorithm algorithm : List.of(Algorithm.GCRA, Algorithm.TOKEN_BUCKET)) {
            Limits limits = supplied(Limit.perSecond(10).algorithm(algorithm).burst(1));
            limits.reset(ALICE);
            for (int i = 0; i < 20; i++) {
                tick(100_000);
                assertThat(take(limits, 1).allowed()).isTrue();
                assertThat(take(limits, 1).retryAfter()).contains(Duration.ofMillis(100));
                tick(99_999);
                assertThat(take(limits, 1).allowed()).isFalse();
                tick(1);
            }
        }
    }

    @Test
    void a_burst_comes_over_the_permits_of_a_period() {
        for (Algorithm algorithm : List.of(Algorithm.GCRA, Algorithm.TOKEN_BUCKET)) {
            Limits limits = supplied(Limit.perSecond(3).algorithm(algorithm).burst(1_000));
            limits.reset(ALICE);
            tick(0);
            for (int i = 999; i >= 0; i--) {
                assertThat(take(limits, 1).remaining()).isEqualTo(i);
            }
            assertThat(take(limits, 1).allowed()).isFalse();
            tick(1_000_100);
            assertThat(takeUpTo(limits, 10).granted()).isEqualTo(3);
        }
    }

    @Test
    void a_log_admits_so_many_in_any_window() {
        Limits limits = supplied(Limit.perSecond(10).algorithm(Algorithm.SLIDING_WINDOW_LOG));
        tick(0);
        assertThat(take(limits, 4).allowed()).isTrue();
        tick(900_000);
        assertThat(take(limits, 6).allowed()).isTrue();
        assertThat(take(limits, 5).retryAfter()).contains(Duration.ofSeconds(1));
        tick(99_999);
        assertThat(take(limits, 1).allowed()).isFalse();
        tick(1);
        assertThat(takeUpTo(limits, 10).granted()).isEqualTo(4);
        assertThat(raw.zcard("rl:alice")).isEqualTo(10);
    }

    @Test
    void a_counter_lets_the_older_window_fade() {
        Limits limits = supplied(Limit.perSecond(10).algorithm(Algorithm.SLIDING_WINDOW_COUNTER));
        tick(0);
        take(limits, 10);
        tick(1_000_000);
        assertThat(limits.peek(ALICE).remaining()).isZero();
        tick(500_000);
        assertThat(take(limits, 5).remaining()).isZero();
        assertThat(take(limits, 2).retryAfter()).contains(Duration.ofMillis(200));
        assertThat(take(limits, 6).retryAfter()).contains(Duration.ofMillis(700));
    }

    @Test
    void a_fixed_window_begins_with_the_first_request() {
        Limits limits = supplied(Limit.perSecond(10).algorithm(Algorithm.FIXED_WINDOW));
        tick(0);
        assertThat(take(limits, 3).resetAfter()).isEqualTo(Duration.ofSeconds(1));
        tick(999_999);
        assertThat(take(limits, 7).resetAfter()).isEqualTo(Duration.ofNanos(1_000));
        assertThat(take(limits, 10).allowed()).isFalse();
        tick(1);
        assertThat(take(limits, 10).allowed()).isTrue();
    }

    private void tick(long micros) {
        now += micros;
        at(now);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
