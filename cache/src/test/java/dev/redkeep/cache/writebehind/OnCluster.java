package dev.redkeep.cache.writebehind;

import dev.redkeep.cache.Patience;
import dev.redkeep.core.client.Endpoint;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.testing.RedisCluster;

/** Connects to a Cluster. */
final class OnCluster {
    private OnCluster() {}

    static Redis connect(RedisCluster cluster) {
        return Redis.connect(Patience.with(RedisOptions.builder()
                        .cluster(cluster.nodes().stream()
                                .map(node -> new Endpoint(node.host(), node.port()))
                                .toArray(Endpoint[]::new)))
                .build());
    }
}
