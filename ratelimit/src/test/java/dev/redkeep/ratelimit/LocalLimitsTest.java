package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.ratelimit.Decision.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits that a process holds by itself, by a clock that the test sets. It begins near its end, as System.nanoTime may. */
class LocalLimitsTest {
    private static final Subject ALICE = Subject.client("alice").and("tenant", "acme");
    private static final Subject BOB = Subject.client("bob").and("tenant", "acme");
    private static final Duration LATER = Duration.ofSeconds(7);

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);

    private LocalLimits limits(double share, Limit... limits) {
        return new LocalLimits(List.of(limits), share, LATER, clock::get);
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @ParameterizedTest
    @CsvSource({"10, 1, 10", "10, 0.5, 5", "10, 0.59, 5", "10, 0.3, 3", "10, 0.7, 7", "10, 0.001, 1", "1, 0.5, 1"})
    void a_share_is_rounded_down_and_at_least_one_permit(long permits, double share, long expected) {
        LocalLimits limits = limits(share, Limit.perMinute(permits));
        assertThat(limits.peek(ALICE).remaining()).isEqualTo(expected);
        assertThat(limits.acquire(ALICE, permits, true).granted()).isEqualTo(expected);
        assertThat(limits.acquire(ALICE, 1, false).outcome()).isEqualTo(Outcome.REFUSED);
        // a permit's time is rounded up to the nanosecond
        pass(Duration.ofMinutes(1).plusNanos(permits));
        assertThat(limits.peek(ALICE).remaining()).isEqualTo(expected);
    }

    @Test
    void permits_come_back_one_after_the_other_as_fast_as_the_share_has_them() {
        LocalLimits limits = limits(0.5, Limit.perSecond(10).burst(20));
        assertThat(limits.acquire(ALICE, 10, false).allowed()).isTrue();
        assertThat(limits.acquire(ALICE, 3, false).retryAfter()).contains(Duration.ofMillis(600));
        clock.addAndGet(Duration.ofMillis(600).toNanos() - 1);
        assertThat(limits.acquire(ALICE, 3, false).allowed()).isFalse();
        clock.addAndGet(1);
        assertThat(limits.acquire(ALICE, 3, false).allowed()).isTrue();
        assertThat(limits.peek(ALICE).resetAfter()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void who_asks_for_more_than_the_share_but_not_than_the_limit_is_told_when_redis_is_looked_for() {
        LocalLimits limits = limits(0.5, Limit.perSecond(10));
        Decision refused = limits.acquire(ALICE, 6, false);
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.retryAfter()).contains(LATER);
        assertThat(limits.acquire(ALICE, 11, false).outcome()).isEqualTo(Outcome.IMPOSSIBLE);
        assertThat(limits.acquire(ALICE, Long.MAX_VALUE, false).retryAfter()).isEmpty();
        assertThat(limits.peek(ALICE).remaining()).isEqualTo(5);
    }

    @Test
    void of_several_limits_all_grant_or_none() {
        Limit each = Limit.perHour(4);
        Limit together = Limit.perHour(6).named("tenant").scope("tenant");
        LocalLimits limits = limits(1, each, together);
        assertThat(limits.acquire(ALICE, 4, false).allowed()).isTrue();
        Decision refused = limits.acquire(BOB, 3, false);
        assertThat(refused.refusedBy()).contains(together);
        assertThat(refused.standings()).extracting(Standing::remaining).containsExactly(4L, 2L);
        Decision rest = limits.acquire(BOB, 3, true);
        assertThat(rest.granted()).isEqualTo(2);
        assertThat(rest.standings()).extracting(Standing::remaining).containsExactly(2L, 0L);
        Decision penalised = limits.penalise(BOB, 1);
        assertThat(penalised.granted()).isZero();
        assertThat(penalised.standings()).extracting(Standing::remaining).containsExactly(1L, 0L);
        assertThat(limits.reset(BOB).standings())
                .extracting(Standing::remaining)
                .containsExactly(4L, 6L);
    }

    @Test
    void the_largest_limits_do_not_overflow() {
        for (Limit limit : List.of(
                Limit.of(1, Duration.ofDays(366)).burst(10),
                Limit.perSecond(1_000_000),
                Limit.perDay(86_400_000_000L))) {
            for (double share : new double[] {1, 0.3, 1e-9}) {
                LocalLimits limits = limits(share, limit);
                long granted = limits.acquire(ALICE, Long.MAX_VALUE, true).granted();
                assertThat(granted).isBetween(1L, limit.burst());
                assertThat(limits.acquire(ALICE, 1, false).retryAfter().orElseThrow())
                        .isPositive();
                assertThat(limits.reset(ALICE).remaining()).isEqualTo(granted);
                assertThat(limits.penalise(ALICE, Long.MAX_VALUE).granted()).isEqualTo(granted);
            }
        }
    }

    @Test
    void the_table_is_bounded_and_those_that_are_full_soonest_are_forgotten_first() {
        LocalLimits limits = new LocalLimits(List.of(Limit.perHour(60)), 1, LATER, clock::get, 10);
        for (int i = 1; i <= 10; i++) {
            limits.acquire(Subject.client("c" + i), 5 + i, false);
        }
        limits.acquire(ALICE, 60, false);
        assertThat(limits.size()).isEqualTo(10);
        assertThat(limits.peek(Subject.client("c1")).remaining()).isEqualTo(60);
        for (int i = 2; i <= 10; i++) {
            assertThat(limits.peek(Subject.client("c" + i)).remaining()).isEqualTo(55 - i);
        }
        for (int i = 0; i < 1_000; i++) {
            limits.acquire(Subject.client("other" + i), 1, false);
            assertThat(limits.size()).isEqualTo(10);
        }
        assertThat(limits.peek(ALICE).remaining()).isZero();
    }

    @Test
    void who_is_full_again_is_not_kept() {
        LocalLimits limits = limits(1, Limit.perSecond(10));
        for (int i = 0; i < 100; i++) {
            limits.acquire(Subject.client("c" + i), 1, false);
        }
        assertThat(limits.size()).isEqualTo(100);
        pass(Duration.ofSeconds(1));
        for (int i = 0; i < 50; i++) {
            limits.acquire(ALICE, 1, true);
            pass(Duration.ofMillis(100));
        }
        assertThat(limits.size()).isEqualTo(1);
        limits.acquire(ALICE, 5, false);
        limits.reset(ALICE);
        assertThat(limits.size()).isZero();
    }

    @Test
    void many_threads_never_get_more_than_the_bound() {
        LocalLimits limits = limits(0.5, Limit.perSecond(100).burst(200));
        LongAdder admitted = new LongAdder();
        Together.run(thread -> {
            for (int i = 0; i < 500; i++) {
                clock.addAndGet(Duration.ofMillis(1).toNanos());
                admitted.add(limits.acquire(ALICE, 1 + i % 3, i % 2 == 0).granted());
            }
        });
        // 100 at once, and 50 a second for 64 * 500 ms
        assertThat(admitted.sum()).isBetween(100L, 100L + 50 * 32);
    }
}
