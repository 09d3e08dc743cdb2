package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** What a decision gives back, through all layers of a limiter. */
class RefundTest extends LimitsOnRedis {
    private static final Limit FIVE = Limit.perDay(5).algorithm(Algorithm.SLIDING_WINDOW_LOG);

    @ParameterizedTest
    @EachAlgorithm
    void a_late_refund_gives_back_nothing_that_has_come_back(Algorithm algorithm) {
        Limits limits = supplied(Limit.perMinute(10).algorithm(algorithm));
        long now = AHEAD;
        at(now);
        Decision old = take(limits, 10);
        at(now + 120_000_000);
        assertThat(take(limits, 10).allowed()).isTrue();
        assertThat(Grants.refund(limits, ALICE, old).remaining()).isZero();
    }

    @Test
    void a_log_forgets_just_the_permits_of_the_grant() {
        Limits limits = supplied(Limit.perMinute(10).algorithm(Algorithm.SLIDING_WINDOW_LOG));
        long now = AHEAD;
        at(now);
        Decision first = take(limits, 5);
        at(now + 50_000_000);
        take(limits, 5);
        at(now + 55_000_000);
        assertThat(Grants.refund(limits, ALICE, first).remaining()).isEqualTo(5);
        at(now + 60_000_000);
        assertThat(takeUpTo(limits, 10).granted()).isEqualTo(5);
    }

    @Test
    void what_was_not_taken_in_redis_gives_nothing_back() {
        RateLimiter limiter = RateLimiter.on(redis, options(FIVE).build());
        RateLimiter shadow = RateLimiter.on(redis, options(FIVE).shadow().build());
        Decision three = limiter.tryAcquire("alice", 3);
        Decision shadowed = shadow.tryAcquire("alice", 4);
        assertThat(shadowed.allowed()).isTrue();
        assertThat(shadowed.granted()).isEqualTo(4);
        assertThat(shadowed.grantedAt()).isEmpty();
        assertThat(limiter.refund(ALICE, shadowed).remaining()).isEqualTo(2);
        Decision degraded = FixedLimits.open(List.of(FIVE)).acquire(ALICE, 4, false);
        assertThat(degraded.granted()).isEqualTo(4);
        assertThat(limiter.refund(ALICE, degraded, 2).remaining()).isEqualTo(2);
        Decision refused = limiter.tryAcquire("alice", 4);
        assertThat(limiter.refund(ALICE, refused).remaining()).isEqualTo(2);
        assertThat(limiter.refund(ALICE, three).remaining()).isEqualTo(5);
    }

    @Test
    void no_more_can_be_given_back_than_was_granted() {
        RateLimiter limiter = RateLimiter.on(redis, options(FIVE).build());
        Decision three = limiter.tryAcquire("alice", 3);
        assertThatThrownBy(() -> limiter.refund(ALICE, three, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("permits must be at most the 3 granted, not 4");
        assertThatThrownBy(() -> limiter.refund(ALICE, three, 0)).hasMessage("permits must be at least 1, not 0");
        assertThat(limiter.refund(ALICE, three, 1).remaining()).isEqualTo(3);
        assertThat(limiter.refund(ALICE, three, 2).remaining()).isEqualTo(5);
    }

    @Test
    void what_a_lease_handed_out_can_be_given_back() {
        RateLimiter limiter = RateLimiter.on(
                redis,
                options(Limit.perSecond(1_000)).lease(Duration.ofSeconds(1)).build());
        for (int i = 0; i < 20; i++) {
            Decision decision = limiter.tryAcquire("alice", 5);
            assertThat(decision.grantedAt()).hasSize(1);
            assertThat(limiter.refund(ALICE, decision).allowed()).isTrue();
        }
    }
}
