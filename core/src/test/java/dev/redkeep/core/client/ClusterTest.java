package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.Fixture.KEY;
import static dev.redkeep.core.client.Fixture.TAGGED;
import static dev.redkeep.core.client.Fixture.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.testing.RedisCluster;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.util.JedisClusterCRC16;

/** A Cluster: commands find their node, whatever moves. */
@RedisTest
@Timeout(300)
class ClusterTest {
    private static final Script<Long> BOTH = Fixture.script(
            "test.both",
            "-- KEYS[1] a text\n-- KEYS[2] another\nredis.call('SET', KEYS[1], 1)\nredis.call('SET', KEYS[2], 2)\nreturn 2",
            ScriptReply::integer);

    static RedisOptions options(RedisCluster cluster) {
        return Fixture.patient(RedisOptions.builder())
                .cluster(cluster.nodes().stream().map(Fixture::endpoint).toArray(Endpoint[]::new))
                .build();
    }

    static int slot(Key key) {
        return JedisClusterCRC16.getSlot(key.bytes());
    }

    @Test
    void keys_lie_on_all_nodes_and_a_batch_reaches_them(RedisCluster cluster) {
        try (Redis redis = Redis.connect(options(cluster))) {
            assertThat(redis.cluster()).isTrue();
            List<Key> keys =
                    IntStream.range(0, 100).mapToObj(i -> TEXT.key("n" + i)).toList();
            assertThat(redis.executeAll("test.set", keys, (c, key) -> c.set(key.text(), key.text())))
                    .allSatisfy(outcome -> assertThat(outcome.get()).contains("OK"));
            assertThat(redis.executeAll("test.get", keys, (c, key) -> c.get(key.text())).stream()
                            .map(outcome -> outcome.get().orElseThrow()))
                    .containsExactlyElementsOf(keys.stream().map(Key::text).toList());
            assertThat(cluster.primaries())
                    .allSatisfy(node ->
                            assertThat((Long) Fixture.raw(node, "DBSIZE")).isPositive());
            keys.forEach(key -> assertThat(Fixture.get(redis, key)).contains(key.text()));
            RedisHealth health = redis.health();
            assertThat(health.status()).isEqualTo(RedisHealth.Status.HEALTHY);
            assertThat(health.pool())
                    .hasValueSatisfying(figures -> assertThat(figures.max()).isEqualTo(Fixture.pooled() ? 60 : 6));
        }
    }

    @Test
    void a_script_needs_its_keys_in_one_slot(RedisCluster cluster) {
        try (Redis redis = Redis.connect(options(cluster))) {
            assertThat(redis.run(BOTH.on(TAGGED.key("o", "a"), TAGGED.key("o", "b"))))
                    .isEqualTo(2);
            Failures.of(() -> redis.run(BOTH.on(KEY, TEXT.key("other"))))
                    .is(RedisClusterException.class)
                    .during("test.both")
                    .onText()
                    .neverRan()
                    .remedy(
                            "Give keys that belong together one hash tag (KeyLayout.HARDENED), and check CLUSTER INFO.");
            assertThat(redis.run(Fixture.script("test.none", "return 1", ScriptReply::integer)
                            .on()))
                    .isEqualTo(1);
        }
    }

    @Test
    void a_client_of_one_node_is_told_to_connect_to_the_cluster(RedisCluster cluster) {
        RedisServer other = cluster.primaries().stream()
                .filter(node -> node != ClusterSlots.owner(cluster, KEY))
                .findFirst()
                .orElseThrow();
        try (Redis redis = Redis.connect(Fixture.options(other))) {
            Failures.of(() -> Fixture.get(redis, KEY))
                    .is(RedisClusterException.class)
                    .onText()
                    .neverRan()
                    .says("(MOVED)")
                    .remedy("Connect to the Cluster, not to one node of it; on the Cluster, check CLUSTER INFO.");
            List<Outcome<String>> outcomes = redis.executeAll("test.all", List.of(KEY), (c, key) -> c.get(key.text()));
            Failures.of(outcomes.get(0).failure().orElseThrow()).is(RedisClusterException.class);
        }
    }

    @Test
    void a_slot_that_moves_is_followed_while_it_moves_and_after(RedisCluster cluster) {
        RedisServer source = ClusterSlots.owner(cluster, KEY);
        RedisServer target = cluster.primaries().stream()
                .filter(node -> node != source)
                .findFirst()
                .orElseThrow();
        try (Redis redis = Redis.connect(options(cluster))) {
            Fixture.set(redis, KEY, "here");
            ClusterSlots.beginMove(KEY, source, target);
            assertThat(Fixture.get(redis, KEY)).contains("here");
            Fixture.raw(source, "DEL", KEY.text());
            Fixture.set(redis, KEY, "there");
            assertThat(Fixture.get(redis, KEY)).contains("there");
            assertThat(redis.executeAll("test.all", List.of(KEY, TEXT.key("x")), (c, key) -> c.get(key.text()))
                            .get(0)
                            .get())
                    .contains("there");
            ClusterSlots.endMove(KEY, source, target);
            assertThat(Fixture.get(redis, KEY)).contains("there");
            Fixture.set(redis, KEY, "after");
            assertThat(Fixture.get(redis, KEY)).contains("after");
        }
    }

    @Test
    void a_transaction_follows_a_slot_that_moves(RedisCluster cluster) {
        RedisServer source = ClusterSlots.owner(cluster, KEY);
        RedisServer target = cluster.primaries().stream()
                .filter(node -> node != source)
                .findFirst()
                .orElseThrow();
        RedisServer seed = cluster.nodes().get(0);
        try (Redis redis = Redis.connect(options(cluster));
                RedisClusterClient jedis =
                        RedisClusterClient.create(Set.of(new HostAndPort(seed.host(), seed.port())));
                Redis wrapped = Redis.wrap(jedis)) {
            count(redis, 1);
            count(wrapped, 2);
            ClusterSlots.beginMove(KEY, source, target);
            count(redis, 3); // the key is still there
            count(wrapped, 4);
            Fixture.raw(source, "DEL", KEY.text());
            count(redis, 1); // the source sends whoever asks to the target
            count(wrapped, 2);
            ClusterSlots.endMove(KEY, source, target);
            count(redis, 3);
            count(wrapped, 4);
        }
    }

    private static void count(Redis redis, long expected) {
        assertThat(redis.transact(
                        "test.count", KEY, commands -> List.of(commands.incr(KEY.text()), commands.get(KEY.text()))))
                .containsExactly(expected, Long.toString(expected));
    }

    @Test
    void a_failed_primary_is_replaced_and_its_slots_work_again(RedisCluster cluster) {
        RedisServer old = ClusterSlots.owner(cluster, KEY);
        try (Redis redis = Redis.connect(options(cluster))) {
            Fixture.set(redis, KEY, "1");
            old.kill();
            await().atMost(GENEROUS).ignoreExceptions().untilAsserted(() -> {
                Fixture.set(redis, KEY, "2");
                assertThat(Fixture.get(redis, KEY)).contains("2");
            });
            List<Key> keys =
                    IntStream.range(0, 50).mapToObj(i -> TEXT.key("f" + i)).toList();
            await().atMost(GENEROUS)
                    .untilAsserted(() -> assertThat(redis.executeAll("test.all", keys, (c, key) -> c.get(key.text())))
                            .allSatisfy(outcome -> assertThat(outcome.failure()).isEmpty()));
        } finally {
            old.restart();
            ClusterSlots.awaitHealed(cluster);
        }
    }
}
