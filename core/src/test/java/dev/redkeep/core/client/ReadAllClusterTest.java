package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.TAGGED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.key.Key;
import dev.redkeep.testing.RedisCluster;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClusterClient;

/** Many values in one trip to each node. */
@RedisTest
@Timeout(300)
class ReadAllClusterTest {
    private static final List<Key> TOGETHER =
            IntStream.range(0, 6).mapToObj(i -> TAGGED.key("owner", "n" + i)).toList();

    @Test
    void keys_of_all_nodes_are_read(RedisCluster cluster) {
        try (Redis redis = Redis.connect(ClusterTest.options(cluster))) {
            List<Key> keys = ReadAllTest.keys("c", 3_000);
            ReadAllTest.fill(redis, keys);
            ReadAllTest.check(keys, redis.readAll("test.read", keys));
            ReadAllTest.fill(redis, TOGETHER);
            ReadAllTest.check(TOGETHER, redis.readAll("test.read", TOGETHER));
        }
    }

    @Test
    void a_wrapped_client_reads_them_too(RedisCluster cluster) {
        Set<HostAndPort> nodes = cluster.nodes().stream()
                .map(node -> new HostAndPort(node.host(), node.port()))
                .collect(Collectors.toSet());
        try (RedisClusterClient jedis = RedisClusterClient.create(nodes);
                Redis redis = Redis.wrap(jedis)) {
            List<Key> keys = ReadAllTest.keys("wc", 200);
            ReadAllTest.fill(redis, keys);
            ReadAllTest.check(keys, redis.readAll("test.read", keys));
        }
    }

    /** No node answers an MGET then, since none has all of them: some keys have moved, some not, and some are nowhere. */
    @Test
    void a_slot_that_is_just_moving_is_read_nevertheless(RedisCluster cluster) {
        Key first = TOGETHER.get(0);
        RedisServer source = ClusterSlots.owner(cluster, first);
        RedisServer target = cluster.primaries().stream()
                .filter(node -> node != source)
                .findFirst()
                .orElseThrow();
        try (Redis redis = Redis.connect(ClusterTest.options(cluster))) {
            ReadAllTest.fill(redis, TOGETHER);
            ClusterSlots.beginMove(first, source, target);
            Fixture.raw(source, "MIGRATE", target.host(), Integer.toString(target.port()), first.text(), "0", "5000");
            ReadAllTest.check(TOGETHER, redis.readAll("test.read", TOGETHER));
            for (Key key : TOGETHER) {
                Fixture.raw(source, "MIGRATE", target.host(), Integer.toString(target.port()), key.text(), "0", "5000");
            }
            ReadAllTest.check(TOGETHER, redis.readAll("test.read", TOGETHER));
            ClusterSlots.endMove(first, source, target);
            ReadAllTest.check(TOGETHER, redis.readAll("test.read", TOGETHER));
        }
    }

    @Test
    void a_node_that_hangs_spoils_its_own_keys_only(RedisCluster cluster) {
        List<Key> keys = ReadAllTest.keys("h", 60);
        RedisServer hung = cluster.primaries().get(1);
        RedisOptions impatient = ClusterTest.options(cluster).toBuilder()
                .timeouts(Fixture.PATIENT.withRead(Duration.ofMillis(1_500)))
                .build();
        nodeTimeout(cluster, "60000"); // else another may take over meanwhile
        try (Redis redis = Redis.connect(impatient)) {
            ReadAllTest.fill(redis, keys);
            hung.pause();
            List<Outcome<byte[]>> outcomes = redis.readAll("test.read", keys);
            hung.resume();
            for (int i = 0; i < keys.size(); i++) {
                boolean served = ClusterSlots.owner(cluster, keys.get(i)) != hung;
                assertThat(outcomes.get(i).failure().isEmpty()).isEqualTo(served);
            }
            assertThat(outcomes).anyMatch(outcome -> outcome.failure().isPresent());
        } finally {
            hung.resume();
            nodeTimeout(cluster, "2000");
        }
    }

    private static void nodeTimeout(RedisCluster cluster, String millis) {
        cluster.nodes().forEach(node -> Fixture.raw(node, "CONFIG", "SET", "cluster-node-timeout", millis));
    }
}
