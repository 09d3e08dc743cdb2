package dev.redkeep.ratelimit;

import static dev.redkeep.ratelimit.Patient.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import dev.redkeep.testing.SentinelGroup;
import dev.redkeep.testing.ServerOptions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was taken stays taken over a restart that keeps the data, and a failover to a replica that has them. */
@RedisTest
@Timeout(600)
class LimitsOutliveServersTest {
    private static final Set<Algorithm> ALGORITHMS = EnumSet.complementOf(EnumSet.of(Algorithm.CONCURRENCY));

    @Test
    void a_restart_gives_nothing_back() {
        try (RedisServer server = RedisServer.start(ServerOptions.defaults().withAppendOnly());
                Redis redis = Patient.connect(server)) {
            exhaust(redis);
            server.restart();
            assertExhausted(redis);
        }
    }

    @Test
    void a_failover_gives_nothing_back(SentinelGroup group) {
        try (Redis redis = Patient.connect(OnSentinel.options(group))) {
            RedisServer primary = group.primary();
            exhaust(redis);
            ConcurrencyLimiter places = ConcurrencyLimiter.on(
                    redis,
                    ConcurrencyOptions.builder("rl:places", 1, Duration.ofHours(1))
                            .deadline(Patient.LONG)
                            .build());
            Permit held = places.tryAcquire("alice").permit().orElseThrow();
            group.awaitReplicated();
            primary.kill();
            group.awaitFailoverFrom(primary);
            assertExhausted(redis);
            await().ignoreExceptionsInstanceOf(RedisException.class).untilAsserted(() -> {
                assertThat(places.tryAcquire("alice").allowed()).isFalse();
                assertThat(held.renew()).isTrue();
            });
        }
    }

    private static void exhaust(Redis redis) {
        for (Algorithm algorithm : ALGORITHMS) {
            assertThat(LimitsOnRedis.take(limits(redis, algorithm), 5).allowed())
                    .isTrue();
        }
    }

    private static void assertExhausted(Redis redis) {
        for (Algorithm algorithm : ALGORITHMS) {
            await().ignoreExceptionsInstanceOf(RedisException.class)
                    .untilAsserted(() -> assertThat(LimitsOnRedis.take(limits(redis, algorithm), 1)
                                    .outcome())
                            .as("%s", algorithm)
                            .isEqualTo(Decision.Outcome.REFUSED));
        }
    }

    private static Limits limits(Redis redis, Algorithm algorithm) {
        return Limits.on(
                redis,
                RateLimiterOptions.builder("rl:" + algorithm.name())
                        .limits(Limit.perDay(5).algorithm(algorithm))
                        .deadline(Patient.LONG)
                        .build());
    }
}
