package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;

/** What every algorithm owes who waits, and what it makes of clocks and limits that change. */
class LimitsInTimeTest extends LimitsInTime {
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
            tick(limit.micros(1) / 3);
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
                tick(limit.micros(1) / 7);
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
}
