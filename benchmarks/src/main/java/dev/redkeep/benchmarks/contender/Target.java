package dev.redkeep.benchmarks.contender;

import dev.redkeep.core.client.Endpoint;
import dev.redkeep.core.client.RedisOptions;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Where the server is. It shows no password. */
record Target(URI uri, String host, int port, Optional<String> user, Optional<String> password) {
    static Target of(URI uri) {
        if (!"redis".equals(uri.getScheme())) {
            throw new IllegalArgumentException(
                    "the server must be given as redis://; TLS would measure something else");
        }
        RedisOptions options = RedisOptions.of(uri.toString());
        Endpoint endpoint = options.topology().endpoints().get(0);
        return new Target(
                uri,
                endpoint.host(),
                endpoint.port(),
                options.credentials().user(),
                options.credentials().password());
    }

    /** Our own options for it, with as many connections as every other pool has. */
    RedisOptions options() {
        return RedisOptions.of(uri.toString());
    }

    /** The same for a Cluster, found by these of its nodes. */
    static RedisOptions clusterOptions(List<Target> nodes) {
        return RedisOptions.builder()
                .cluster(nodes.stream()
                        .map(node -> new Endpoint(node.host, node.port))
                        .toArray(Endpoint[]::new))
                .credentials(nodes.get(0).options().credentials())
                .build();
    }

    @Override
    public String toString() {
        return "Target[" + host + ":" + port + "]";
    }
}
