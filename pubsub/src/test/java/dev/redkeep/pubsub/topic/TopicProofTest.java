package dev.redkeep.pubsub.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.Key;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.SentinelGroup;
import dev.redkeep.testing.ServerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A million messages, of which each of two groups handles every one, though on the way consumers are killed, the server is killed
 * and started again, and at last it dies and a replica takes over that lacks the last that was published, taken and acknowledged.
 * The publisher then publishes that again; ids drop what survived.
 *
 * <p>What may come twice is what a killed consumer had handled and not acknowledged, which is no more than it holds; and of the
 * failover, what was handled since all was known to be in both replicas, and what the consumers held then and at its end. The
 * restart adds nothing.
 */
@Timeout(1_200)
class TopicProofTest {
    private static final Logger LOG = LoggerFactory.getLogger(TopicProofTest.class);
    private static final int MESSAGES = 1_000_000;
    private static final int CONSUMERS = 2;
    private static final Key KEY = TopicOnRedis.TOPIC.key("million");

    private final Map<String, Tally> tallies = new TreeMap<>();
    private final Map<String, Mortal> living = new HashMap<>();
    private final List<Mortal> all = new ArrayList<>();
    private int kills;

    private static DurableTopic<Long> topic(Redis redis) {
        return DurableTopic.on(
                redis,
                KEY,
                Codec.longs(),
                TopicOptions.defaults().withMaxLength(2 * MESSAGES).withDeduplicateFor(Duration.ofHours(1)),
                TopicListener.NO_OP);
    }

    /** Nobody takes over from one that stands still. */
    private static ConsumerOptionsBuilder how() {
        return TopicOnRedis.calm().workers(2).prefetch(998);
    }

    private Mortal begin(SentinelGroup servers, String group, ConsumerOptions how) {
        Mortal consumer =
                new Mortal(LossyFailover.connect(servers), TopicProofTest::topic, group, tallies.get(group), how);
        all.add(consumer);
        return consumer;
    }

    /** A process that is started anew has its name again. */
    private void begin(SentinelGroup servers, int which) {
        tallies.keySet()
                .forEach(group -> living.put(
                        group + which,
                        begin(servers, group, how().name("c" + which).build())));
    }

    private void kill(int which) {
        tallies.keySet().forEach(group -> living.remove(group + which).kill());
        kills++;
    }

    private Map<String, Integer> handled() {
        Map<String, Integer> handled = new TreeMap<>();
        tallies.forEach((group, tally) -> handled.put(group, tally.handled()));
        return handled;
    }

    private void awaitEighths(int eighths) {
        await().atMost(Duration.ofMinutes(5))
                .until(() -> tallies.values().stream().allMatch(each -> each.different() >= eighths * (MESSAGES / 8)));
    }

    @Test
    void every_message_is_handled_though_consumers_and_the_server_are_killed_and_a_replica_takes_over()
            throws Exception {
        long begun = System.nanoTime();
        try (SentinelGroup servers =
                        SentinelGroup.start(ServerOptions.defaults().withAppendOnly());
                Redis redis = LossyFailover.connect(servers)) {
            LossyFailover.none(servers);
            tallies.put("billing", new Tally(MESSAGES));
            tallies.put("stock", new Tally(MESSAGES));
            for (int i = 0; i < CONSUMERS; i++) {
                begin(servers, i);
            }
            Publishing publishing = new Publishing(topic(redis));
            Thread publisher = publishing.start(0, MESSAGES);
            awaitEighths(1);
            kill(1);
            begin(servers, 1);
            awaitEighths(2);
            kill(0);
            RedisServer primary = servers.primary();
            primary.kill();
            primary.restart();
            begin(servers, 0);
            awaitEighths(3);
            long safe = publishing.done();
            Map<String, Integer> known = handled();
            LossyFailover failover = LossyFailover.begin(servers);
            awaitEighths(4);
            failover.die();
            Map<String, Integer> late = handled();
            failover.takeOver();
            awaitEighths(5);
            kill(1);
            begin(servers, 1);
            await().atMost(Duration.ofMinutes(8)).until(() -> !publisher.isAlive());
            publishing.check();
            long again = publishing.publish(safe, MESSAGES);
            kill(0);
            takeOver(servers);
            awaitAll(topic(redis), publishing);
            all.forEach(Mortal::close); // so that nothing comes late
            boolean counted = failover.wasTheOnlyOne();
            int held = how().build().capacity();
            tallies.forEach((group, tally) -> {
                int bound = kills * held + late.get(group) - known.get(group) + 2 * CONSUMERS * held;
                LOG.info(
                        "{}: {} duplicates, {} allowed after one failover: {}",
                        group,
                        tally.duplicates(),
                        bound,
                        counted);
                assertThat(tally.duplicates()).as(group).isLessThanOrEqualTo(counted ? bound : Integer.MAX_VALUE);
            });
            assertThat(topic(redis).deadLetters().count()).isZero();
            LOG.info(
                    "a million messages in {} ms, {} published again, {} retries, {} consumers of each group killed",
                    (System.nanoTime() - begun) / 1_000_000,
                    again,
                    publishing.retries(),
                    kills);
        } finally {
            all.forEach(Mortal::close);
        }
    }

    /** Those that live give back what they hold, so that another can take over from the dead without disturbing them. */
    private void takeOver(SentinelGroup servers) {
        living.values().forEach(Mortal::close);
        ConsumerOptions how = how().takeOverAfter(Duration.ofSeconds(1)).build();
        tallies.keySet().forEach(group -> begin(servers, group, how));
    }

    private void awaitAll(DurableTopic<Long> topic, Publishing publishing) {
        await().atMost(Duration.ofMinutes(8)).until(() -> {
            boolean complete = tallies.values().stream().allMatch(Tally::complete);
            if (!complete && tallies.keySet().stream().allMatch(group -> idle(topic, group))) {
                publishing.publish(0, MESSAGES); // Sentinel failed over again, and more was lost
            }
            return complete;
        });
    }

    private static boolean idle(DurableTopic<Long> topic, String group) {
        return topic.backlog(group).filter(Backlog::isEmpty).isPresent();
    }
}
