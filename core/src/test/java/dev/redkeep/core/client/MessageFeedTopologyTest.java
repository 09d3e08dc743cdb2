package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.MessageFixture.BEAT;
import static dev.redkeep.core.client.MessageFixture.CALM;
import static dev.redkeep.core.client.MessageFixture.NEWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.redkeep.core.client.MessageFixture.Heard;
import dev.redkeep.core.key.Key;
import dev.redkeep.testing.RedisCluster;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import dev.redkeep.testing.SentinelGroup;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Protocol.Command;

/** Messages are heard wherever their channel is. */
@RedisTest
@Timeout(300)
class MessageFeedTopologyTest {
    private static final Key CHANNEL = NEWS.key(1L);

    private final Heard heard = new Heard();

    /** Publishes until it can be done, since a failover may be on its way. */
    private void hears(Redis redis, String message) {
        await().atMost(GENEROUS).ignoreExceptions().until(() -> {
            MessageFixture.publish(redis, CHANNEL, message);
            return heard.messages.contains("news:{id} news:1 " + message);
        });
    }

    @Test
    void a_failover_by_sentinel_is_a_gap(SentinelGroup group) {
        try (Redis redis = Redis.connect(SentinelTest.options(group));
                MessageFeed feed = redis.listen(BEAT, heard)) {
            feed.subscribe(Channels.of(CHANNEL));
            hears(redis, "before");
            RedisServer old = group.primary();
            Instant before = Instant.now();
            old.kill();
            Instant after = Instant.now();
            group.awaitFailoverFrom(old);
            heard.awaitGap(Channels.of(CHANNEL), before, after);
            hears(redis, "after");
            old.restart();
        }
    }

    @Test
    void each_channel_of_a_cluster_is_heard_once_on_the_node_of_its_slot(RedisCluster cluster) {
        NewThreads threads = FeedFixture.threads();
        try (Redis redis = Redis.connect(ClusterTest.options(cluster));
                MessageFeed feed = redis.listen(CALM, heard)) {
            LongStream.range(0, 300).forEach(id -> feed.subscribe(Channels.of(NEWS.key(id))));
            assertThat(threads.count()).isEqualTo(3);
            LongStream.range(0, 300).forEach(id -> MessageFixture.publish(redis, NEWS.key(id), "one"));
            LongStream.range(0, 300).forEach(id -> heard.awaitMessage("news:{id} news:" + id + " one"));
            MessageFixture.publish(ClusterSlots.owner(cluster, NEWS.key(7L)), NEWS.key(8L), "from another node");
            heard.awaitMessage("news:{id} news:8 from another node");
            assertThat(heard.messages).hasSize(301);
            LongStream.range(0, 300).forEach(id -> feed.unsubscribe(Channels.of(NEWS.key(id))));
            FeedFixture.awaitThreads(threads, 0);
            feed.subscribe(Channels.matching(NEWS));
            MessageFixture.publish(redis, NEWS.key(9L), "by the pattern");
            heard.awaitMessage("news:{id} news:9 by the pattern");
            assertThat(threads.count()).isEqualTo(1);
        }
        FeedFixture.awaitThreads(threads, 0);
    }

    @Test
    void a_primary_of_a_cluster_that_fails_is_a_gap(RedisCluster cluster) {
        RedisServer old = ClusterSlots.owner(cluster, CHANNEL);
        try (Redis redis = Redis.connect(ClusterTest.options(cluster));
                MessageFeed feed = redis.listen(BEAT, heard)) {
            feed.subscribe(Channels.of(CHANNEL));
            hears(redis, "before");
            Instant before = Instant.now();
            old.kill();
            Instant after = Instant.now();
            cluster.awaitFailoverFrom(old);
            heard.awaitGap(Channels.of(CHANNEL), before, after);
            hears(redis, "after");
        } finally {
            old.restart();
            ClusterSlots.awaitHealed(cluster);
        }
    }

    @Test
    void a_shard_channel_follows_its_slot(RedisCluster cluster) {
        Key channel = NEWS.key(2L);
        RedisServer source = ClusterSlots.owner(cluster, channel);
        assumeTrue(!Fixture.info(source, "server").contains("redis_version:6."), "sharded pub/sub is Redis 7's");
        RedisServer target = cluster.primaries().stream()
                .filter(node -> node.port() != source.port())
                .findFirst()
                .orElseThrow();
        try (Redis redis = Redis.connect(ClusterTest.options(cluster));
                MessageFeed feed = redis.listen(BEAT, heard)) {
            feed.subscribe(Channels.sharded(channel));
            await().atMost(GENEROUS).ignoreExceptions().until(() -> {
                spublish(redis, channel, "before");
                return heard.messages.contains("news:{id} news:2 before");
            });
            Instant before = Instant.now();
            ClusterSlots.beginMove(channel, source, target);
            ClusterSlots.endMove(channel, source, target);
            try {
                heard.awaitGap(Channels.sharded(channel), before, Instant.now());
                await().atMost(GENEROUS).ignoreExceptions().until(() -> {
                    spublish(redis, channel, "after");
                    return heard.messages.contains("news:{id} news:2 after");
                });
            } finally {
                ClusterSlots.beginMove(channel, target, source);
                ClusterSlots.endMove(channel, target, source);
            }
        }
    }

    private static void spublish(Redis redis, Key channel, String message) {
        redis.execute(
                "test.publish",
                channel,
                commands -> new CommandObject<>(
                        new CommandArguments(Command.SPUBLISH)
                                .key(channel.bytes())
                                .add(message),
                        BuilderFactory.LONG));
    }
}
