package dev.redkeep.ratelimit;

import dev.redkeep.core.client.Endpoint;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.testing.RedisCluster;
import dev.redkeep.testing.RedisTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** The contract on a Cluster: clients lie on all its nodes. */
@RedisTest
@Timeout(600)
class ConcurrencyOnAClusterTest extends ConcurrencyContract {
    private static Redis redis;

    @BeforeAll
    static void connect(RedisCluster cluster) {
        redis = Patient.connect(RedisOptions.builder()
                .cluster(cluster.uris().stream()
                        .map(uri -> new Endpoint(uri.getHost(), uri.getPort()))
                        .toArray(Endpoint[]::new))
                .build());
    }

    @AfterAll
    static void close() {
        redis.close();
    }

    @Override
    Redis redis() {
        return redis;
    }

    @Override
    KeyLayout layout() {
        return KeyLayout.HARDENED;
    }
}
