package dev.redkeep.sessions.token;

import dev.redkeep.core.client.Redis;
import dev.redkeep.testing.RedisCluster;
import dev.redkeep.testing.RedisTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

@RedisTest
class RefreshTokensOnAClusterTest extends RefreshTokensContract {
    private static Redis redis;

    @BeforeAll
    static void connect(RedisCluster cluster) {
        redis = TestCluster.connect(cluster);
    }

    @AfterAll
    static void close() {
        redis.close();
    }

    @Override
    Redis redis() {
        return redis;
    }
}
