package dev.redkeep.core.client;

import static dev.redkeep.core.client.FeedFixture.CHANGES;
import static dev.redkeep.core.client.FeedFixture.OPTIONS;
import static dev.redkeep.core.client.Fixture.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.FeedFixture.Heard;
import dev.redkeep.core.client.KeyFeedOptions.Mode;
import dev.redkeep.core.key.Key;
import dev.redkeep.testing.RedisCluster;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import dev.redkeep.testing.SentinelGroup;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Feeds go where the keys are. */
@RedisTest
@Timeout(300)
class KeyFeedTopologyTest {
    private final Heard heard = new Heard();

    private void hears(Redis redis, Key key) {
        heard.forget();
        heard.awaitSync();
        Fixture.set(redis, key, "1");
        redis.execute("test.tell", CHANGES.key(), c -> c.publish(CHANGES.key().bytes(), key.bytes()));
        heard.awaitSync();
        assertThat(heard.heard(key)).as(key.text()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"TRACKING", "MESSAGES"})
    void a_failover_by_sentinel_is_followed(Mode mode, SentinelGroup group) {
        try (Redis redis = Redis.connect(SentinelTest.options(group));
                KeyFeed feed = redis.follow(OPTIONS.withMode(mode), heard)) {
            assertThat(feed.tracking()).isEqualTo(mode == Mode.TRACKING);
            hears(redis, TEXT.key("s1"));
            int alls = heard.alls();
            RedisServer old = group.primary();
            old.kill();
            group.awaitFailoverFrom(old);
            heard.awaitSync();
            assertThat(heard.alls()).isGreaterThan(alls);
            hears(redis, TEXT.key("s2"));
            old.restart();
        }
    }

    @Test
    void changes_on_each_primary_of_a_cluster_are_heard(RedisCluster cluster) {
        NewThreads threads = FeedFixture.threads();
        try (Redis redis = Redis.connect(ClusterTest.options(cluster));
                KeyFeed feed = redis.follow(OPTIONS, heard)) {
            assertThat(feed.tracking()).isTrue();
            heard.awaitSync();
            assertThat(threads.count()).isEqualTo(3);
            for (int round = 0; round < 20; round++) {
                List<Key> keys = ReadAllTest.keys("each" + round, 30);
                redis.executeAll("test.set", keys, (c, key) -> c.set(key.bytes(), key.bytes()));
                heard.awaitSync();
                assertThat(keys).allMatch(heard::heard);
            }
            for (RedisServer primary : cluster.primaries()) {
                int alls = heard.alls();
                assertThat(FeedFixture.killFeeds(primary)).isEqualTo(1);
                heard.awaitSync();
                assertThat(heard.alls()).isGreaterThan(alls);
            }
        }
        FeedFixture.awaitThreads(threads, 0);
    }

    @Test
    void messages_are_heard_from_any_node_of_a_cluster(RedisCluster cluster) {
        try (Redis redis = Redis.connect(ClusterTest.options(cluster));
                KeyFeed feed = redis.follow(OPTIONS.withMode(Mode.MESSAGES), heard)) {
            assertThat(feed.tracking()).isFalse();
            heard.awaitSync();
            for (RedisServer node : cluster.primaries()) {
                String name = "from" + node.port();
                Fixture.raw(
                        node, "PUBLISH", CHANGES.key().text(), TEXT.key(name).text());
                await().atMost(Fixture.GENEROUS).until(() -> heard.heard(TEXT.key(name)));
            }
        }
    }

    @Test
    void a_primary_of_a_cluster_that_fails_is_replaced(RedisCluster cluster) {
        Key key = TEXT.key("failing");
        RedisServer old = ClusterSlots.owner(cluster, key);
        try (Redis redis = Redis.connect(ClusterTest.options(cluster));
                KeyFeed feed = redis.follow(OPTIONS, heard)) {
            assertThat(feed.tracking()).isTrue();
            hears(redis, key);
            int alls = heard.alls();
            old.kill();
            cluster.awaitFailoverFrom(old);
            heard.awaitSync();
            assertThat(heard.alls()).isGreaterThan(alls);
            await().atMost(Fixture.GENEROUS).ignoreExceptions().until(() -> {
                Fixture.set(redis, key, "0");
                return true;
            });
            hears(redis, key);
        } finally {
            old.restart();
            ClusterSlots.awaitHealed(cluster);
        }
    }

    /** Nothing breaks by it: the old primary lives on as a replica and answers. */
    @Test
    void a_primary_of_a_cluster_that_hands_over_is_replaced(RedisCluster cluster) {
        Key key = TEXT.key("handing");
        RedisServer old = ClusterSlots.owner(cluster, key);
        NewThreads threads = FeedFixture.threads();
        try (Redis redis = Redis.connect(ClusterTest.options(cluster));
                KeyFeed feed = redis.follow(OPTIONS, heard)) {
            assertThat(feed.tracking()).isTrue();
            hears(redis, key);
            int alls = heard.alls();
            RedisServer replica = cluster.nodes().stream()
                    .filter(node -> Fixture.info(node, "replication").contains("master_port:" + old.port()))
                    .findFirst()
                    .orElseThrow();
            Fixture.raw(replica, "CLUSTER", "FAILOVER");
            cluster.awaitFailoverFrom(old);
            heard.awaitAll(alls);
            hears(redis, key);
            FeedFixture.awaitThreads(threads, 3);
        } finally {
            ClusterSlots.awaitHealed(cluster);
        }
    }

    /** Its keys can be changed there before it has the slot; no list of slots names it until then. */
    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"TRACKING", "MESSAGES"})
    void a_node_without_slots_is_heard_as_soon_as_one_begins_to_move_to_it(Mode mode) {
        Key key = TEXT.key("moving");
        try (RedisCluster cluster = RedisCluster.start()) {
            RedisServer target = ClusterSlots.withoutSlots(cluster);
            RedisServer source = ClusterSlots.owner(cluster, key);
            NewThreads threads = FeedFixture.threads();
            try (Redis redis = Redis.connect(ClusterTest.options(cluster));
                    KeyFeed feed = redis.follow(OPTIONS.withMode(mode), heard)) {
                assertThat(feed.tracking()).isEqualTo(mode == Mode.TRACKING);
                hears(redis, key);
                assertThat(threads.count()).isEqualTo(3);
                ClusterSlots.beginMove(key, source, target);
                Fixture.raw(
                        source, "MIGRATE", target.host(), Integer.toString(target.port()), key.text(), "0", "10000");
                for (int time = 0; time < 3; time++) {
                    hears(redis, key);
                }
                assertThat(threads.count()).isEqualTo(4);
                ClusterSlots.endMove(key, source, target);
                for (int time = 0; time < 3; time++) {
                    hears(redis, key);
                }
            }
        }
    }
}
