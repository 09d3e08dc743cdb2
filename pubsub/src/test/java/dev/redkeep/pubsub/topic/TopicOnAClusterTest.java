package dev.redkeep.pubsub.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.Endpoint;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.pubsub.Patience;
import dev.redkeep.testing.RedisCluster;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;

/** On a Cluster a topic lies in one slot. */
@Timeout(300)
class TopicOnAClusterTest {
    private static final int MESSAGES = 2_000;

    @Test
    void topics_of_several_nodes_work_where_their_keys_share_a_slot() {
        try (RedisCluster cluster = RedisCluster.start();
                Redis redis = Redis.connect(RedisOptions.builder()
                        .cluster(cluster.uris().stream()
                                .map(uri -> new Endpoint(uri.getHost(), uri.getPort()))
                                .toArray(Endpoint[]::new))
                        .timeouts(Patience.TIMEOUTS)
                        .build())) {
            cluster.uris().forEach(TopicOnAClusterTest::patient);
            KeyPattern1<String> hardened = TopicOnRedis.TOPIC.in(KeyLayout.HARDENED);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DurableTopic.on(redis, TopicOnRedis.TOPIC.key("a"), Codec.longs()))
                    .withMessageContaining("HARDENED");
            List<TopicConsumer> consumers = new ArrayList<>();
            List<Tally> tallies = new ArrayList<>();
            List<DurableTopic<Long>> topics = IntStream.range(0, 6)
                    .mapToObj(i -> DurableTopic.on(redis, hardened.key("t" + i), Codec.longs()))
                    .toList();
            for (DurableTopic<Long> topic : topics) {
                Tally tally = new Tally(MESSAGES);
                tallies.add(tally);
                for (int i = 0; i < 2; i++) {
                    consumers.add(topic.consume("all", message -> once(message, tally), how()));
                }
            }
            for (DurableTopic<Long> topic : topics) {
                new Publishing(topic).publish(0, MESSAGES);
            }
            await().until(() -> tallies.stream().allMatch(Tally::complete));
            for (DurableTopic<Long> topic : topics) {
                await().until(() -> topic.deadLetters().count() == 1);
                EntryId letter =
                        topic.deadLetters().read(EntryId.START, 1).get(0).id();
                assertThat(topic.deadLetters().replay(letter)).isPresent();
                await().until(() -> topic.backlog("all").orElseThrow().lag().orElse(-1) == 0);
            }
            consumers.forEach(TopicConsumer::close);
            assertThat(tallies)
                    .allSatisfy(tally -> assertThat(tally.duplicates()).isZero());
        }
    }

    /** A node that stands still for some seconds is not replaced, which would lose acknowledgements. */
    private static void patient(URI node) {
        try (Jedis raw = new Jedis(node)) {
            raw.configSet("cluster-node-timeout", "120000");
        }
    }

    /** They poll once an hour: each node tells of the topics that it holds. */
    private static ConsumerOptions how() {
        return TopicOnRedis.calm().poll(Duration.ofHours(1)).attempts(2).build();
    }

    /** Number 7 is handled when it was replayed. */
    private static void once(TopicMessage<Long> message, Tally tally) {
        if (message.value() == 7 && message.id().equals(message.origin())) {
            if (message.attempt() == 2) {
                tally.handled(7);
            }
            throw new IllegalStateException("not now");
        }
        if (message.value() != 7) {
            tally.handled(message.value());
        }
    }
}
