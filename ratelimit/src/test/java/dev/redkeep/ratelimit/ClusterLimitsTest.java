package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.Endpoint;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.testing.RedisCluster;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.RedisClient;

/** The contract on a Cluster: in one script where the keys share a slot, else by best effort. */
@RedisTest
@Timeout(600)
class ClusterLimitsTest extends HardenedLimitsTest {
    @BeforeEach
    void connect(RedisCluster cluster) {
        redis.close();
        for (RedisServer primary : cluster.primaries()) {
            try (RedisClient client = Patient.raw(primary)) {
                client.flushAll();
            }
        }
        redis = Patient.connect(RedisOptions.builder()
                .cluster(cluster.uris().stream()
                        .map(uri -> new Endpoint(uri.getHost(), uri.getPort()))
                        .toArray(Endpoint[]::new))
                .build());
    }

    @Override
    Limits open(Limit... limits) {
        Set<String> scopes = Stream.of(limits).map(Limit::scope).collect(Collectors.toSet());
        RateLimiterOptionsBuilder options = LimitsOnRedis.options(limits).layout(layout());
        return Limits.on(
                redis,
                scopes.size() == 1 ? options.build() : options.bestEffort().build());
    }

    @Test
    void limits_that_cannot_share_a_slot_are_refused_when_they_are_opened() {
        Limit second = Limit.perSecond(10);
        Limit hour = Limit.perHour(100);
        assertThatThrownBy(() ->
                        Limits.on(redis, LimitsOnRedis.options(second, hour).build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("limits must lie in one slot of the Cluster");
        assertThatThrownBy(() -> Limits.on(
                        redis,
                        LimitsOnRedis.options(second, hour.scope("tenant"))
                                .layout(KeyLayout.HARDENED)
                                .build()))
                .hasMessageContaining("bestEffort()");
        assertThat(Limits.on(redis, LimitsOnRedis.options(second).build())).isInstanceOf(RedisLimits.class);
        assertThat(open(second, hour))
                .isInstanceOf(layout() == KeyLayout.HARDENED ? RedisLimits.class : BestEffortLimits.class);
    }

    @Test
    void clients_on_every_node_are_counted() {
        Limits limits = open(Limit.perDay(2), Limit.perHour(2));
        for (int client = 0; client < 100; client++) {
            Subject subject = Subject.client("client" + client);
            assertThat(limits.acquire(subject, 2, false).allowed()).isTrue();
            assertThat(limits.acquire(subject, 1, false).allowed()).isFalse();
        }
    }
}
