package dev.redkeep.ratelimit;

import static dev.redkeep.ratelimit.FlakyLimits.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.client.RedisWrongTypeException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Redis is there and refuses: that says nothing of the next request. */
class RefusingRedisTest {
    private final RedisException wrongType = FlakyLimits.wrongType();

    private final FlakyLimits redis = new FlakyLimits(Limit.perDay(6));
    private final RecordingListener listener = new RecordingListener();

    private RateLimiter limiter(FailurePolicy policy, Duration probeEvery) {
        return RateLimiters.over(
                redis,
                RateLimiterOptions.builder("rl")
                        .limits(Limit.perDay(6))
                        .onFailure(policy)
                        .probeEvery(probeEvery)
                        .listener(listener)
                        .build());
    }

    @Test
    void what_redis_refuses_the_policy_answers_and_the_next_request_is_sent() {
        RateLimiter limiter = limiter(FailurePolicy.CLOSED, Duration.ofHours(1));
        redis.fails(wrongType);
        for (int i = 1; i <= 5; i++) {
            Decision decision = limiter.tryAcquire(ALICE, 1);
            assertThat(decision.degraded()).isTrue();
            assertThat(decision.allowed()).isFalse();
            assertThat(redis.calls).hasSize(i);
        }
        redis.back();
        assertThat(limiter.tryAcquire(ALICE, 1).allowed()).isTrue();
        assertThat(limiter.stats()).isEqualTo(new RateLimiterStats(1, 0, 5, 0, 5, 0, 0));
        assertThat(listener.events).doesNotContain("recovered");
    }

    @Test
    void it_is_logged_once_without_the_key() {
        RateLimiter limiter = limiter(FailurePolicy.OPEN, Duration.ofHours(1));
        redis.fails(wrongType);
        String log = Log.of(() -> {
            for (int i = 0; i < 5; i++) {
                limiter.tryAcquire(ALICE, 1);
            }
        });
        assertThat(log)
                .containsOnlyOnce("Redis refuses a rate limiter")
                .doesNotContain("alice")
                .doesNotContain("away");
    }

    @Test
    void a_refused_refund_is_lost_and_counted() {
        RateLimiter limiter = limiter(FailurePolicy.OPEN, Duration.ofHours(1));
        redis.fails(wrongType);
        assertThat(limiter.refund(ALICE, Grants.of(1, Limit.perDay(6))).degraded())
                .isTrue();
        redis.back();
        assertThat(limiter.refund(ALICE, Grants.of(1, Limit.perDay(6))).degraded())
                .isFalse();
        assertThat(limiter.stats()).isEqualTo(new RateLimiterStats(0, 0, 0, 0, 1, 1, 0));
        assertThat(redis.calls).containsExactly("refund", "refund");
    }

    @Test
    void a_throwing_limiter_throws_it_each_time() {
        RateLimiter limiter = limiter(FailurePolicy.THROW, Duration.ofHours(1));
        redis.fails(wrongType);
        for (int i = 1; i <= 3; i++) {
            assertThatThrownBy(() -> limiter.tryAcquire(ALICE, 1)).isInstanceOf(RedisWrongTypeException.class);
            assertThat(redis.calls).hasSize(i);
        }
    }

    @Test
    void who_refuses_the_one_that_looks_is_back() {
        RateLimiter limiter = limiter(FailurePolicy.OPEN, Duration.ZERO);
        redis.away();
        limiter.tryAcquire(ALICE, 1);
        redis.looks.remove().completeExceptionally(wrongType);
        assertThat(listener.events).containsExactly("degraded", "recovered");
        redis.back();
        assertThat(limiter.tryAcquire(ALICE, 1).degraded()).isFalse();
        assertThat(redis.calls).hasSize(2);
    }

    @Test
    void a_mistake_in_the_program_is_not_redis_failing() {
        RateLimiter limiter = limiter(FailurePolicy.OPEN, Duration.ofHours(1));
        redis.fails(new IllegalStateException("mistake"));
        assertThatThrownBy(() -> limiter.tryAcquire(ALICE, 1)).hasMessage("mistake");
        redis.back();
        assertThat(limiter.tryAcquire(ALICE, 1).degraded()).isFalse();
    }
}
