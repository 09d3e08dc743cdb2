package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.raw;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.key.Key;
import dev.redkeep.testing.RedisCluster;
import dev.redkeep.testing.RedisServer;
import redis.clients.jedis.exceptions.JedisDataException;

/** Moves a slot of a Cluster by hand. */
final class ClusterSlots {
    private ClusterSlots() {}

    /** The primary that serves a key: the one that does not send it elsewhere. */
    static RedisServer owner(RedisCluster cluster, Key key) {
        return cluster.primaries().stream()
                .filter(node -> serves(node, key))
                .findFirst()
                .orElseThrow();
    }

    private static boolean serves(RedisServer node, Key key) {
        try {
            raw(node, "EXISTS", key.text());
            return true;
        } catch (JedisDataException elsewhere) {
            return false;
        }
    }

    static void beginMove(Key key, RedisServer source, RedisServer target) {
        setSlot(target, key, "IMPORTING", id(source));
        setSlot(source, key, "MIGRATING", id(target));
    }

    static void endMove(Key key, RedisServer source, RedisServer target) {
        setSlot(target, key, "NODE", id(target));
        setSlot(source, key, "NODE", id(target));
    }

    /** Makes a replica a primary without slots, and waits until all know it. */
    static RedisServer withoutSlots(RedisCluster cluster) {
        RedisServer node = cluster.nodes().get(5);
        RedisServer seed = cluster.nodes().get(0);
        raw(node, "CLUSTER", "RESET", "SOFT");
        raw(node, "CLUSTER", "MEET", seed.host(), Integer.toString(seed.port()));
        String id = id(node);
        await().atMost(Fixture.GENEROUS).until(() -> cluster.nodes().stream().allMatch(each -> knows(each, id)));
        return node;
    }

    /** After a failover: until all nodes call it ok, and each replica is linked, with which it can take over. */
    static void awaitHealed(RedisCluster cluster) {
        await().atMost(Fixture.GENEROUS)
                .ignoreExceptions()
                .until(() -> cluster.nodes().stream().allMatch(ClusterSlots::healed));
    }

    private static boolean healed(RedisServer node) {
        String replication = Fixture.info(node, "replication");
        return answer(node, "INFO").contains("cluster_state:ok")
                && ((replication.contains("role:master") && replication.contains("connected_slaves:1"))
                        || replication.contains("master_link_status:up"));
    }

    private static boolean knows(RedisServer node, String id) {
        return answer(node, "NODES")
                        .lines()
                        .anyMatch(line -> line.startsWith(id) && line.contains("master") && line.contains(" connected"))
                && answer(node, "INFO").contains("cluster_state:ok");
    }

    private static String answer(RedisServer node, String question) {
        return new String((byte[]) requireNonNull(raw(node, "CLUSTER", question)), UTF_8);
    }

    private static void setSlot(RedisServer node, Key key, String state, String id) {
        raw(node, "CLUSTER", "SETSLOT", Integer.toString(ClusterTest.slot(key)), state, id);
    }

    private static String id(RedisServer node) {
        return answer(node, "MYID");
    }
}
