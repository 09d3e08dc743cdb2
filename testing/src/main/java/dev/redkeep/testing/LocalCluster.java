package dev.redkeep.testing;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A Cluster of processes. */
final class LocalCluster implements RedisCluster {
    private final Group group;
    private final List<LocalServer> nodes;

    /** By the order of their slots, when last looked. */
    private final List<LocalServer> owners;

    private LocalCluster(Group group, ServerOptions options) {
        this.group = group;
        Launch launch = launch(options);
        nodes = IntStream.range(0, 2 * ClusterFormation.PRIMARIES)
                .mapToObj(i -> group.add(launch))
                .toList();
        new ClusterFormation(nodes, group::logs).form();
        owners = new ArrayList<>(nodes.subList(0, ClusterFormation.PRIMARIES));
    }

    static RedisCluster start(Binary binary, ServerOptions options) {
        Group group = new Group(binary);
        try {
            return new LocalCluster(group, options);
        } catch (RuntimeException e) {
            group.close();
            throw e;
        }
    }

    private static Launch launch(ServerOptions options) {
        ConfigFile config = new ConfigFile()
                .line("cluster-enabled", "yes")
                .line("cluster-config-file", "nodes.conf")
                .line("cluster-node-timeout", "2000")
                .line("cluster-replica-validity-factor", "0")
                .line("repl-diskless-sync", "yes")
                .line("repl-diskless-sync-delay", "0");
        return Launch.of(options, config);
    }

    @Override
    public List<URI> uris() {
        return Group.uris(nodes);
    }

    @Override
    public List<RedisServer> nodes() {
        return List.copyOf(nodes);
    }

    @Override
    public List<RedisServer> primaries() {
        synchronized (owners) {
            Deadline.usual().await("a node that knows who has the slots", this::look, group::logs);
            return List.copyOf(owners);
        }
    }

    /** Takes over what the first node says that answers and knows all slots' owners. */
    private boolean look() {
        for (LocalServer node : nodes) {
            List<LocalServer> seen = new ArrayList<>();
            for (int range = 0; range < ClusterFormation.PRIMARIES; range++) {
                ownerBy(node, range).ifPresent(seen::add);
            }
            if (seen.size() == ClusterFormation.PRIMARIES) {
                owners.clear();
                owners.addAll(seen);
                return true;
            }
        }
        return false;
    }

    private Optional<LocalServer> ownerBy(LocalServer node, int range) {
        return ClusterNode.seenBy(node).stream()
                .filter(seen -> seen.owns(ClusterFormation.firstSlot(range)))
                .findFirst()
                .map(seen -> Group.byPort(nodes, seen.port()));
    }

    @Override
    public RedisServer awaitFailoverFrom(RedisServer old) {
        synchronized (owners) {
            int range = owners.indexOf(old);
            if (range < 0) {
                throw new IllegalArgumentException("old must be a primary, was " + old);
            }
            Deadline.usual().await("a failover from " + old, () -> tookOver(range, old), group::logs);
            return owners.get(range);
        }
    }

    private boolean tookOver(int range, RedisServer old) {
        @Nullable LocalServer owner = null;
        for (LocalServer node : nodes) {
            boolean answers =
                    node != old && Group.ask(node, resp -> resp.call("PING")).isPresent();
            if (answers) {
                LocalServer named = ownerBy(node, range).orElse(null);
                if (named == null
                        || named == old
                        || (owner != null && owner != named)
                        || !ClusterFormation.isOk(node)) {
                    return false;
                }
                owner = named;
            }
        }
        if (owner == null) {
            return false;
        }
        owners.set(range, owner);
        return true;
    }

    @Override
    public void close() {
        group.close();
    }

    @Override
    public String toString() {
        return "RedisCluster" + nodes;
    }
}
