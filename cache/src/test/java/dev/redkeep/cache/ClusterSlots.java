package dev.redkeep.cache;

import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.Endpoint;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.client.RedisOptionsBuilder;
import dev.redkeep.core.key.Key;
import dev.redkeep.testing.RedisCluster;
import dev.redkeep.testing.RedisServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.JedisClusterCRC16;

/** Moves slots of a Cluster by hand. */
final class ClusterSlots {
    private static final Duration GENEROUS = Duration.ofSeconds(60);

    private ClusterSlots() {}

    /** To connect as a user who may track, or as one who may not. */
    static RedisOptions options(RedisCluster cluster, boolean tracking) {
        RedisOptionsBuilder options = RedisOptions.builder()
                .cluster(cluster.uris().stream()
                        .map(uri -> new Endpoint(uri.getHost(), uri.getPort()))
                        .toArray(Endpoint[]::new));
        if (tracking) {
            return options.build();
        }
        for (URI node : cluster.uris()) {
            try (RedisClient raw = Patience.raw(node)) {
                Untracked.create(raw, "untracked", "&*");
            }
        }
        return options.credentials(Untracked.CREDENTIALS).build();
    }

    static <T> T on(RedisServer node, Function<RedisClient, T> ask) {
        try (RedisClient raw = Patience.raw(node.uri())) {
            return ask.apply(raw);
        }
    }

    private static String cluster(RedisServer node, String... words) {
        CommandArguments command = new CommandArguments(Protocol.Command.CLUSTER);
        Stream.of(words).forEach(command::add);
        Object reply = on(node, raw -> raw.executeCommand(command));
        return reply instanceof byte[] bytes ? new String(bytes, java.nio.charset.StandardCharsets.UTF_8) : "" + reply;
    }

    /** The primary that serves a key: the one that does not send it elsewhere. */
    static RedisServer owner(RedisCluster cluster, Key key) {
        return cluster.primaries().stream()
                .filter(node -> serves(node, key))
                .findFirst()
                .orElseThrow();
    }

    private static boolean serves(RedisServer node, Key key) {
        try {
            on(node, raw -> raw.exists(key.text()));
            return true;
        } catch (JedisDataException elsewhere) {
            return false;
        }
    }

    static void beginMove(Key key, RedisServer source, RedisServer target) {
        setSlot(target, key, "IMPORTING", id(source));
        setSlot(source, key, "MIGRATING", id(target));
    }

    /** Moves what there is in the key's slot. */
    static void moveKeys(Key key, RedisServer source, RedisServer target) {
        Object keys = on(
                source,
                raw -> raw.executeCommand(
                        new CommandArguments(Protocol.Command.CLUSTER).addObjects("GETKEYSINSLOT", slot(key), 10_000)));
        CommandArguments move = new CommandArguments(Protocol.Command.MIGRATE)
                .addObjects(target.host(), target.port(), "", 0, 10_000, "KEYS");
        ((List<?>) keys).forEach(move::add);
        on(source, raw -> raw.executeCommand(move));
    }

    static void endMove(Key key, RedisServer source, RedisServer target) {
        setSlot(target, key, "NODE", id(target));
        setSlot(source, key, "NODE", id(target));
    }

    private static void setSlot(RedisServer node, Key key, String state, String id) {
        cluster(node, "SETSLOT", slot(key), state, id);
    }

    private static String slot(Key key) {
        return Integer.toString(JedisClusterCRC16.getSlot(key.bytes()));
    }

    private static String id(RedisServer node) {
        return cluster(node, "MYID");
    }

    /** Makes a replica a primary without slots, and waits until all know it. */
    static RedisServer emptied(RedisCluster cluster) {
        RedisServer node = cluster.nodes().get(5);
        cluster(node, "RESET", "SOFT");
        RedisServer seed = cluster.nodes().get(0);
        cluster(node, "MEET", seed.host(), Integer.toString(seed.port()));
        String id = id(node);
        await().atMost(GENEROUS)
                .until(() -> cluster.nodes().stream()
                        .allMatch(each -> cluster(each, "NODES")
                                        .lines()
                                        .anyMatch(line -> line.startsWith(id)
                                                && line.contains("master")
                                                && !line.contains("handshake")
                                                && line.contains(" connected"))
                                && cluster(each, "INFO").contains("cluster_state:ok")));
        return node;
    }

    /** Lets a primary's replica take over. */
    static void handOver(RedisCluster cluster, RedisServer old) {
        RedisServer replica = cluster.nodes().stream()
                .filter(node -> on(node, raw -> raw.info("replication")).contains("master_port:" + old.port()))
                .findFirst()
                .orElseThrow();
        cluster(replica, "FAILOVER");
        cluster.awaitFailoverFrom(old);
    }
}
