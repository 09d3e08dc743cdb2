package dev.redkeep.benchmarks.contender;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import redis.clients.jedis.RedisClusterClient;

/** The measure on a Cluster: Jedis' own client for it, with a pool of 64 for each primary, full from the start. */
final class ClusterJedis implements Contender {
    private final RedisClusterClient jedis;

    ClusterJedis(List<Target> primaries) throws Exception {
        this.jedis = RedisClusterClient.builder()
                .nodes(primaries.stream().map(RawJedis::address).collect(Collectors.toSet()))
                .poolConfig(RawJedis.pool())
                .clientConfig(RawJedis.config(primaries.get(0)))
                .build();
        for (Target primary : primaries) {
            String node = RawJedis.address(primary).toString();
            requireNonNull(jedis.getClusterNodes().get(node), node).addObjects(Data.POOL);
        }
    }

    RedisClusterClient client() {
        return jedis;
    }

    @Override
    public String name() {
        return BASELINE;
    }

    @Override
    public Optional<Operation> operation(Row row) {
        return row == Row.CLUSTER_GET ? Optional.of(() -> jedis.get(Data.valueKey(row))) : Optional.empty();
    }

    @Override
    public void close() {
        jedis.close();
    }
}
