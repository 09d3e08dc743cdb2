package dev.redkeep.sessions.token;

import dev.redkeep.core.client.Endpoint;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.sessions.Patient;
import dev.redkeep.testing.RedisCluster;

/** Connects to a Cluster. */
final class TestCluster {
    private TestCluster() {}

    static Redis connect(RedisCluster cluster) {
        return Patient.connect(RedisOptions.builder()
                .cluster(cluster.nodes().stream()
                        .map(node -> new Endpoint(node.host(), node.port()))
                        .toArray(Endpoint[]::new))
                .build());
    }
}
