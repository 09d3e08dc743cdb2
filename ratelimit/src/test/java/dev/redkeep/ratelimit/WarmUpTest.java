package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What building a limiter sends, and that it never fails. */
@Timeout(600)
class WarmUpTest extends LimitsOnRedis {
    private static final LimitRules RULES = LimitRules.json("""
            {"rules": {
              "default": {"limits": {"minute": {"permits": 100, "period": "1m"}}},
              "login": {"endpoints": ["POST /login"], "limits": {"minute": {"permits": 5, "period": "1m"}}},
              "search": {"endpoints": ["GET /search"], "limits": {"second": {"permits": 5, "period": "1s"}}}
            }}
            """.getBytes(StandardCharsets.UTF_8));

    @Test
    void one_look_is_sent_that_writes_nothing_and_loads_the_script() {
        RateLimiter limiter = RateLimiter.on(
                redis,
                options(
                                Limit.perDay(5),
                                Limit.perHour(5).scope("tenant"),
                                Limit.perMinute(5).scope("tenant"))
                        .build());
        assertThat(redis.stats().operations()).isEqualTo(1);
        assertThat(raw.dbSize()).isZero();
        long loads = redis.stats().scriptLoads();
        assertThat(limiter.tryAcquire(ALICE.and("tenant", "acme"), 1).allowed()).isTrue();
        assertThat(redis.stats().scriptLoads()).isEqualTo(loads);
        assertThat(limiter.stats()).isEqualTo(new RateLimiterStats(1, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void rules_and_places_send_one_too() {
        EndpointLimiter limits = EndpointLimiter.on(redis, "rl", RULES);
        assertThat(redis.stats().operations()).isEqualTo(1);
        limits.reload(LimitRules.json("""
                {"rules": {"default": {"limits": {"minute": {"permits": 7, "period": "1m"}}}}}
                """.getBytes(StandardCharsets.UTF_8)));
        assertThat(redis.stats().operations()).isEqualTo(1);
        ConcurrencyLimiter.on(redis, "rl:places", 1, Duration.ofMinutes(1));
        assertThat(redis.stats().operations()).isEqualTo(2);
        assertThat(raw.dbSize()).isZero();
    }

    @Test
    void without_redis_nothing_is_thrown_and_the_policy_answers_the_first_request() {
        try (RedisServer server = RedisServer.start(ServerOptions.defaults());
                Redis away = Patient.connect(server)) {
            server.pause();
            RateLimiter limiter = RateLimiter.on(away, "rl", Limit.perDay(5));
            assertThat(limiter.tryAcquire("alice").degraded()).isTrue();
            server.kill();
            RateLimiter closed = RateLimiter.on(
                    away,
                    options(Limit.perDay(5)).onFailure(FailurePolicy.CLOSED).build());
            assertThat(closed.tryAcquire("alice").allowed()).isFalse();
            ConcurrencyLimiter places = ConcurrencyLimiter.on(away, "rl:places", 1, Duration.ofMinutes(1));
            assertThatThrownBy(() -> places.tryAcquire("alice")).isInstanceOf(RedisException.class);
            assertThat(EndpointLimiter.on(away, "rl", RULES)
                            .tryAcquire("GET /", "any", "alice")
                            .degraded())
                    .isTrue();
        }
    }
}
