package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.raw;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

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

    private static void setSlot(RedisServer node, Key key, String state, String id) {
        raw(node, "CLUSTER", "SETSLOT", Integer.toString(ClusterTest.slot(key)), state, id);
    }

    private static String id(RedisServer node) {
        return new String((byte[]) requireNonNull(raw(node, "CLUSTER", "MYID")), UTF_8);
    }
}
