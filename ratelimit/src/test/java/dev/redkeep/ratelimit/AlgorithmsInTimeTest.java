package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How many an algorithm admits when: at the edges of the limits, and as it alone does. */
class AlgorithmsInTimeTest extends LimitsInTime {
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
}
