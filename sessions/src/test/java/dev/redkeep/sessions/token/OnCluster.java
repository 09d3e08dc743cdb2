package dev.redkeep.sessions.token;

import dev.redkeep.core.client.Redis;
import dev.redkeep.testing.RedisCluster;
import org.junit.jupiter.api.BeforeEach;

/** Tests on a Cluster. */
interface OnCluster {
    void open(Redis connected);

    @BeforeEach
    default void connect(RedisCluster cluster) {
        open(TestCluster.connect(cluster));
    }
}
