package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.Endpoint;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import dev.redkeep.testing.SentinelGroup;
import dev.redkeep.testing.ServerOptions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.RedisClient;

/** What was taken stays taken over a restart that keeps the data, and a failover to a replica that has them. */
@RedisTest
@Timeout(120)
class LimitsOutliveServersTest {
    private static final Set<Algorithm> ALGORITHMS = EnumSet.complementOf(EnumSet.of(Algorithm.CONCURRENCY));

    @Test
    void a_restart_gives_nothing_back() {
        try (RedisServer server = RedisServer.start(ServerOptions.defaults().withAppendOnly());
                Redis redis = Redis.connect(RedisOptions.of(server.uri()))) {
            exhaust(redis);
            server.restart();
            assertExhausted(redis);
        }
    }

    @Test
    void a_failover_gives_nothing_back(SentinelGroup group) {
        RedisOptions sentinel = RedisOptions.builder()
                .sentinel(
                        group.masterName(),
                        group.uris().stream()
                                .map(uri -> new Endpoint(uri.getHost(), uri.getPort()))
                                .toArray(Endpoint[]::new))
                .build();
        try (Redis redis = Redis.connect(sentinel)) {
            RedisServer primary = group.primary();
            exhaust(redis);
            try (RedisClient raw = RedisClient.create(primary.uri())) {
                // In both replicas, whichever is elected.
                assertThat(raw.eval("return redis.call('PING')")).isNotNull();
                await().until(() -> replicated(raw));
            }
            primary.kill();
            group.awaitFailoverFrom(primary);
            assertExhausted(redis);
        }
    }

    private static boolean replicated(RedisClient raw) {
        String info = raw.info("replication");
        String offset = info.replaceFirst("(?s).*master_repl_offset:(\\d+).*", "$1");
        return info.lines()
                        .filter(line -> line.startsWith("slave") && line.contains("offset=" + offset))
                        .count()
                == 2;
    }

    private static void exhaust(Redis redis) {
        for (Algorithm algorithm : ALGORITHMS) {
            assertThat(LimitsOnRedis.take(limits(redis, algorithm), 5).allowed())
                    .isTrue();
        }
    }

    private static void assertExhausted(Redis redis) {
        for (Algorithm algorithm : ALGORITHMS) {
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptionsInstanceOf(RedisException.class)
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
                        .deadline(Duration.ofSeconds(1))
                        .build());
    }
}
