package dev.redkeep.benchmarks.contender;

import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.sync.RedisAdvancedClusterCommands;
import java.util.List;
import java.util.Optional;

/** Lettuce on a Cluster, by its synchronous interface over one connection to each node. */
final class ClusterLettuce implements Contender {
    private final RedisClusterClient client;
    private final StatefulRedisClusterConnection<String, String> connection;
    private final RedisAdvancedClusterCommands<String, String> commands;

    ClusterLettuce(List<Target> primaries) {
        this.client =
                RedisClusterClient.create(primaries.stream().map(Lettuce::uri).toList());
        this.connection = client.connect();
        this.commands = connection.sync();
    }

    @Override
    public String name() {
        return "Lettuce";
    }

    @Override
    public Optional<Operation> operation(Row row) {
        return row == Row.CLUSTER_GET ? Optional.of(() -> commands.get(Data.valueKey(row))) : Optional.empty();
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown();
    }
}
