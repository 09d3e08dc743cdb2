package dev.redkeep.cache.writebehind;

import dev.redkeep.core.client.Redis;
import dev.redkeep.testing.RedisCluster;
import org.junit.jupiter.api.BeforeEach;

class WriteBehindOnAClusterTest extends WriteBehindContract {
    private final RedisCluster cluster;

    WriteBehindOnAClusterTest(RedisCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void begin() {
        open();
    }

    @Override
    Redis connect() {
        return OnCluster.connect(cluster);
    }
}
