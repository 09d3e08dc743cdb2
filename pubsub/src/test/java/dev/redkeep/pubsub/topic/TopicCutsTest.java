package dev.redkeep.pubsub.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.client.Timeouts;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.pubsub.Patience;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Answers of Redis get lost. What they gave is found again soon, though nobody polls or takes over for an hour, and does not count as
 * tried: nothing comes twice, and nothing is a dead letter.
 */
@Timeout(300)
class TopicCutsTest {
    private static final int MESSAGES = 50_000;
    private static final int CUTS = 60;
    private static final Duration HOUR = Duration.ofHours(1);

    private final Tally tally = new Tally(MESSAGES);
    private final AtomicInteger again = new AtomicInteger();
    private final AtomicInteger unavailable = new AtomicInteger();

    private final TopicListener listener = new TopicListener() {
        @Override
        public void onUnavailable(String topic, String group, RuntimeException failure) {
            unavailable.incrementAndGet();
        }
    };

    private DurableTopic<Long> topic(Redis redis) {
        return DurableTopic.on(redis, TopicOnRedis.TOPIC.key("a"), Codec.longs(), TopicOptions.defaults(), listener);
    }

    private static ConsumerOptions how(int workers, int prefetch) {
        return TopicOnRedis.calm()
                .workers(workers)
                .prefetch(prefetch)
                .attempts(1)
                .poll(HOUR)
                .build();
    }

    private void handle(TopicMessage<Long> message) {
        again.addAndGet(message.attempt() - 1);
        tally.handled(message.value());
    }

    @Test
    void nothing_is_lost_or_comes_twice_though_connections_are_cut_all_the_time() throws Exception {
        try (RedisServer own = RedisServer.start(ServerOptions.defaults());
                Redis redis = Patience.connect(own.uri());
                TopicConsumer one = topic(redis).consume("all", this::handle, how(2, 98));
                TopicConsumer other = topic(redis).consume("all", this::handle, how(2, 98))) {
            Publishing publishing = new Publishing(topic(redis));
            Thread cutting = Cuts.start(own, cuts -> cuts < CUTS);
            publishing.publish(0, MESSAGES / 2);
            cutting.join();
            publishing.publish(MESSAGES / 2, MESSAGES);
            await().until(tally::complete);
            assertThat(tally.duplicates()).isZero();
            assertThat(again).hasValue(0);
            assertThat(topic(redis).deadLetters().count()).isZero();
            await().until(() -> one.stats().handled() + other.stats().handled() == MESSAGES);
        }
    }

    @Test
    void what_an_answer_gave_that_came_too_late_is_found_again() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        List<String> heard = new CopyOnWriteArrayList<>();
        Timeouts hasty = Patience.TIMEOUTS.withOperation(Duration.ofMillis(200));
        try (RedisServer own = RedisServer.start(ServerOptions.defaults());
                Redis patient = Patience.connect(own.uri());
                Redis redis = patiently(() -> Redis.connect(
                        Patience.options(own.uri()).toBuilder().timeouts(hasty).build()))) {
            topic(patient).seek("all", Start.earliest());
            topic(patient).publish(0L);
            topic(patient).publish(1L);
            topic(patient).publish(2L);
            TopicHandler<Long> handler = message -> {
                begun.countDown();
                end.await();
                heard.add(message.value() + "#" + message.attempt());
            };
            TopicConsumer one = patiently(() -> topic(redis).consume("all", handler, how(1, 0)));
            begun.await();
            own.pause();
            int before = unavailable.get();
            end.countDown(); // and what it acknowledges and takes is not answered in time
            await().until(() -> unavailable.get() > before + 2);
            own.resume();
            await().untilAsserted(() -> assertThat(heard).containsExactly("0#1", "1#1", "2#1"));
            await().until(() -> {
                Backlog left = topic(patient).backlog("all").orElseThrow();
                return left.pending() + left.retrying() == 0;
            });
            one.close();
        } finally {
            end.countDown();
        }
    }

    /** Though a machine that stands still lets it time out. */
    private static <R> R patiently(Callable<R> ask) {
        return await().ignoreExceptionsInstanceOf(RedisException.class).until(ask, Objects::nonNull);
    }
}
