package dev.redkeep.benchmarks.contender;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import java.util.Optional;

/** Redkeep on a Cluster over one transport; which one, the options say. */
final class ClusterOurs implements Contender {
    private final String name;
    private final Redis redis;

    ClusterOurs(String name, RedisOptions options) {
        this.name = name;
        this.redis = Redis.connect(options);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Operation> operation(Row row) {
        return row == Row.CLUSTER_GET ? Optional.of(() -> Ours.get(redis, Data.SMALL)) : Optional.empty();
    }

    @Override
    public void close() {
        redis.close();
    }
}
