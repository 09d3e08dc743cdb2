package dev.redkeep.pubsub.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.Key;
import dev.redkeep.pubsub.Patience;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A million messages, of which every one is handled, though consumers are killed on the way, and the server too. What may come
 * twice is what a killed consumer had handled and not acknowledged, which is no more than it holds. The restart adds none.
 */
@Timeout(900)
class TopicProofTest {
    private static final Logger LOG = LoggerFactory.getLogger(TopicProofTest.class);
    private static final int MESSAGES = 1_000_000;
    private static final int CONSUMERS = 3;
    private static final int KILLS = 6;
    private static final Key KEY = TopicOnRedis.TOPIC.key("million");

    private final Tally tally = new Tally(MESSAGES);
    private final Mortal[] consumers = new Mortal[CONSUMERS];
    private final List<Mortal> all = new ArrayList<>();
    private int killed;

    private static DurableTopic<Long> topic(Redis redis) {
        return DurableTopic.on(
                redis,
                KEY,
                Codec.longs(),
                TopicOptions.defaults().withMaxLength(2 * MESSAGES).withDeduplicateFor(Duration.ofHours(1)),
                TopicListener.NO_OP);
    }

    /** A process that is started anew has its name again. Nobody takes over from one that stands still. */
    private static ConsumerOptionsBuilder how() {
        return TopicOnRedis.calm().workers(2).prefetch(998);
    }

    private void begin(RedisServer server, int which) {
        Redis own = Patience.connect(server.uri());
        consumers[which] = new Mortal(
                own,
                TopicProofTest::topic,
                "all",
                tally,
                how().name("c" + which).build());
        all.add(consumers[which]);
    }

    private void kill(int which) {
        consumers[which].kill();
        killed++;
    }

    @Test
    void every_message_is_handled_though_consumers_and_the_server_are_killed() throws Exception {
        long begun = System.nanoTime();
        try (RedisServer server = RedisServer.start(ServerOptions.defaults().withAppendOnly());
                Redis redis = Patience.connect(server.uri())) {
            Publishing publishing = new Publishing(topic(redis));
            for (int i = 0; i < CONSUMERS; i++) {
                begin(server, i);
            }
            Thread publisher = publishing.start(0, MESSAGES);
            for (int step = 1; step < KILLS; step++) {
                int reached = step * MESSAGES / 8;
                await().until(() -> tally.different() >= reached);
                kill(step % CONSUMERS);
                begin(server, step % CONSUMERS);
                if (step == 3) {
                    server.kill();
                    server.restart();
                }
            }
            await().until(() -> tally.different() >= MESSAGES * 3 / 4);
            kill(0);
            await().atMost(Duration.ofMinutes(8)).until(() -> !publisher.isAlive());
            publishing.check();
            long publishedIn = System.nanoTime() - begun;
            takeOver(server);
            await().until(tally::complete);
            LOG.info(
                    "a million messages in {} ms, published in {} ms with {} retries; {} consumers killed, {} duplicates",
                    (System.nanoTime() - begun) / 1_000_000,
                    publishedIn / 1_000_000,
                    publishing.retries(),
                    killed,
                    tally.duplicates());
            assertThat(tally.duplicates())
                    .isLessThanOrEqualTo(killed * how().build().capacity());
            assertThat(topic(redis).deadLetters().count()).isZero();
        } finally {
            all.forEach(Mortal::close);
        }
    }

    /** Those that live give back what they hold, so that another can take over from the dead without disturbing them. */
    private void takeOver(RedisServer server) {
        all.stream().filter(each -> !each.dead()).forEach(Mortal::close);
        Redis own = Patience.connect(server.uri());
        all.add(new Mortal(
                own,
                TopicProofTest::topic,
                "all",
                tally,
                how().takeOverAfter(Duration.ofSeconds(1)).build()));
    }
}
