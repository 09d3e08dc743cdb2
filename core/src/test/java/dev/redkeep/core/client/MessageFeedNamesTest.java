package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.MessageFixture.CALM;
import static dev.redkeep.core.client.MessageFixture.NEWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.MessageFixture.Heard;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.key.Segment;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One name can be subscribed to as several, and again. */
@RedisTest
@Timeout(300)
class MessageFeedNamesTest {
    private static final KeyPattern1<String> TITLES =
            KeyPattern.of("news:{title}", Segment.text()).channel().owner("test");

    private final Heard heard = new Heard();

    @Test
    void two_patterns_of_one_name_are_heard_each_until_it_is_unsubscribed(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server));
                MessageFeed feed = redis.listen(CALM, heard)) {
            feed.subscribe(Channels.of(NEWS.key(20_001L)));
            feed.subscribe(Channels.of(TITLES.key("20001")));
            feed.subscribe(Channels.matching(NEWS));
            feed.subscribe(Channels.matching(TITLES));
            MessageFixture.publish(server, NEWS.key(20_001L), "to four");
            await().atMost(GENEROUS).until(() -> heard.messages.size() == 4);
            feed.unsubscribe(Channels.matching(NEWS));
            feed.unsubscribe(Channels.of(NEWS.key(20_001L)));
            heard.messages.clear();
            MessageFixture.publish(server, NEWS.key(20_001L), "to two");
            await().atMost(GENEROUS).until(() -> heard.messages.size() == 2);
            assertThat(heard.messages).containsOnly("news:{title} news:20001 to two");
        }
    }

    @Test
    void what_is_left_over_from_one_subscription_is_not_told_to_the_next(RedisServer server) {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Channels channels = Channels.of(NEWS.key(20_002L));
        MessageListener slow = new MessageListener() {
            @Override
            public void message(Channels of, byte[] channel, byte[] payload) {
                heard.message(of, channel, payload);
                busy.countDown();
                join(go);
            }

            @Override
            public void gap(Channels of, Instant from, Instant to) {}
        };
        try (Redis redis = Redis.connect(Fixture.options(server));
                MessageFeed feed = redis.listen(CALM, slow)) {
            feed.subscribe(channels);
            MessageFixture.publish(server, NEWS.key(20_002L), "first");
            join(busy);
            MessageFixture.publish(server, NEWS.key(20_002L), "left over");
            feed.unsubscribe(channels);
            Thread again = new Thread(() -> feed.subscribe(channels));
            again.start();
            await().atMost(GENEROUS).until(() -> again.getState() == Thread.State.TIMED_WAITING);
            go.countDown();
            await().atMost(GENEROUS).until(() -> !again.isAlive());
            MessageFixture.publish(server, NEWS.key(20_002L), "of the next");
            heard.awaitMessage("news:{id} news:20002 of the next");
            assertThat(heard.messages).hasSize(2);
        } finally {
            go.countDown();
        }
    }

    private static void join(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
