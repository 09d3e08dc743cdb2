package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.observe.RedisStats;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With {@code REDIS_RATELIMIT_ENABLED=false}. */
@RedisTest
class ConcurrencySwitchedOffTest {
    @Test
    void everybody_is_let_in_and_nothing_is_sent(RedisServer server) throws Exception {
        try (Redis redis = Redis.connect(RedisOptions.fromEnvironment(
                Map.of("REDIS_ADDR", server.uri().toString(), "REDIS_RATELIMIT_ENABLED", "false")))) {
            RedisStats before = redis.stats();
            ConcurrencyLimiter limiter = ConcurrencyLimiter.on(redis, "rl:export", 2, Duration.ofMinutes(5));

            for (int i = 0; i < 5; i++) {
                Admission admission = limiter.tryAcquire("acme");
                assertThat(admission.allowed()).isTrue();
                assertThat(admission.decision().degraded()).isFalse();
                assertThat(admission.decision().remaining()).isEqualTo(2);
                Permit permit = admission.permit().orElseThrow();
                assertThat(permit.renew()).isTrue();
                admission.close();
                assertThat(permit.renew()).isFalse();
            }
            assertThat(limiter.acquire("acme", Duration.ZERO).allowed()).isTrue();
            assertThat(limiter.held("acme")).isZero();
            limiter.reset("acme");

            assertThat(limiter.stats()).isEqualTo(new ConcurrencyStats(6, 0, 0, 0));
            assertThat(redis.stats()).isEqualTo(before);
        }
    }

    @Test
    void mistakes_are_refused_all_the_same(RedisServer server) {
        try (Redis redis = Redis.connect(RedisOptions.fromEnvironment(
                Map.of("REDIS_ADDR", server.uri().toString(), "REDIS_RATELIMIT_ENABLED", "false")))) {
            ConcurrencyLimiter limiter = ConcurrencyLimiter.on(redis, "rl:export", 2, Duration.ofMinutes(5));
            assertThatThrownBy(() -> limiter.tryAcquire("")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> limiter.held("")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> limiter.reset("")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> limiter.acquire("acme", Duration.ofMillis(-1)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> ConcurrencyLimiter.on(redis, "rl export", 2, Duration.ofMinutes(5)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
