package dev.redkeep.pubsub.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.Endpoint;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.Key;
import dev.redkeep.pubsub.Patience;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.SentinelGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;

/**
 * The primary dies under load and a replica takes over, which may lack the last that was published, taken and acknowledged. The
 * publisher then publishes again; ids drop what survived. Every message is handled by each group; and twice only what was handled
 * since all was known to be in both replicas, and what consumers held by then.
 */
@Timeout(600)
class TopicFailoverTest {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFailoverTest.class);
    private static final int MESSAGES = 100_000;
    private static final int CONSUMERS = 2;
    private static final Key KEY = TopicOnRedis.TOPIC.key("failover");

    private final Map<String, Tally> tallies = new TreeMap<>();
    private final List<Mortal> all = new ArrayList<>();

    private static DurableTopic<Long> topic(Redis redis) {
        return DurableTopic.on(
                redis,
                KEY,
                Codec.longs(),
                TopicOptions.defaults().withMaxLength(2 * MESSAGES).withDeduplicateFor(Duration.ofHours(1)),
                TopicListener.NO_OP);
    }

    private static ConsumerOptions how() {
        return TopicOnRedis.calm().workers(2).prefetch(198).build();
    }

    private static Redis connect(SentinelGroup group) {
        return Redis.connect(RedisOptions.builder()
                .sentinel(
                        group.masterName(),
                        group.uris().stream()
                                .map(uri -> new Endpoint(uri.getHost(), uri.getPort()))
                                .toArray(Endpoint[]::new))
                .timeouts(Patience.TIMEOUTS)
                .build());
    }

    @Test
    void every_group_handles_every_message_through_a_failover() throws Exception {
        try (SentinelGroup group = SentinelGroup.start();
                Redis redis = connect(group)) {
            sentinels(group, "120000"); // a primary that stands still is not replaced before it is killed
            for (String name : List.of("billing", "stock")) {
                Tally tally = new Tally(MESSAGES);
                tallies.put(name, tally);
                for (int i = 0; i < CONSUMERS; i++) {
                    all.add(new Mortal(connect(group), TopicFailoverTest::topic, name, tally, how()));
                }
            }
            Publishing publishing = new Publishing(topic(redis));
            Thread publisher = publishing.start(0, MESSAGES);
            await().until(() -> least() >= MESSAGES / 4);
            RedisServer primary = group.primary();
            Map<String, Integer> known = handled();
            awaitReplicated(primary);
            List<RedisServer> replicas = group.replicas();
            replicas.forEach(RedisServer::pause); // so that they lack something
            await().until(() -> least() >= MESSAGES / 2);
            RedisServer before = group.primary();
            sentinels(group, "1000");
            primary.kill();
            Map<String, Integer> late = handled();
            boolean once = primary.uri().equals(before.uri());
            replicas.forEach(RedisServer::resume);
            String reign = reign(group.awaitFailoverFrom(primary));
            publisher.join();
            publishing.check();
            long lost = publishing.publish(0, MESSAGES);
            await().until(() ->
                    tallies.values().stream().allMatch(Tally::complete) || publishing.publish(0, MESSAGES) < 0);
            all.forEach(Mortal::close); // so that nothing comes late
            boolean counted =
                    once && reign(group.primary()).equals(reign); // if it stands still, Sentinel fails over again
            tallies.forEach((name, tally) -> {
                int bound = late.get(name) - known.get(name) + 2 * CONSUMERS * how().capacity();
                LOG.info(
                        "{}: {} messages published again, {} duplicates, {} allowed after one failover: {}",
                        name,
                        lost,
                        tally.duplicates(),
                        bound,
                        counted);
                assertThat(tally.duplicates()).as(name).isLessThanOrEqualTo(counted ? bound : Integer.MAX_VALUE);
            });
        } finally {
            all.forEach(Mortal::close);
        }
    }

    private static void sentinels(SentinelGroup group, String patienceMillis) {
        group.uris().forEach(uri -> {
            try (Jedis sentinel = new Jedis(uri)) {
                sentinel.sentinelSet(group.masterName(), Map.of("down-after-milliseconds", patienceMillis));
            }
        });
    }

    /** Another one for each time that a replica becomes the primary. */
    private static String reign(RedisServer primary) {
        try (RedisClient raw = Patience.raw(primary.uri())) {
            return raw.info("replication").replaceFirst("(?s).*master_replid:(\\w+).*", "$1");
        }
    }

    private int least() {
        return tallies.values().stream().mapToInt(Tally::different).min().orElseThrow();
    }

    private Map<String, Integer> handled() {
        Map<String, Integer> handled = new TreeMap<>();
        tallies.forEach((name, tally) -> handled.put(name, tally.handled()));
        return handled;
    }

    /** Until all that the primary has done by now is in both replicas, whichever is elected. */
    private static void awaitReplicated(RedisServer primary) {
        try (RedisClient raw = Patience.raw(primary.uri())) {
            long done = offset(raw.info("replication"), "master_repl_offset:");
            await().until(() -> raw.info("replication")
                            .lines()
                            .filter(line -> line.startsWith("slave") && line.contains("offset="))
                            .filter(line -> offset(line, "offset=") >= done)
                            .count()
                    == 2);
        }
    }

    private static long offset(String text, String name) {
        return Long.parseLong(text.replaceFirst("(?s).*" + name + "(\\d+).*", "$1"));
    }
}
