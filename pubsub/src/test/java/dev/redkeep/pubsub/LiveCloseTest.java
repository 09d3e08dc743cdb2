package dev.redkeep.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.schema.ChannelKeys;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closing waits for handlers at work, also of subscriptions that had ended before, and no handler is called after it. */
@RedisTest
@Timeout(300)
class LiveCloseTest {
    private static final Codec<String> TEXT = Codec.string();
    private static final Key CHANNEL = ChannelKeys.CONVERSATION.key(77L);

    @Test
    void a_handler_of_a_subscription_that_failed_is_waited_for_and_not_interrupted(RedisServer server)
            throws InterruptedException {
        CountDownLatch atWork = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<String> handled = new CopyOnWriteArrayList<>();
        try (Redis redis = Patience.connect(server.uri())) {
            LiveChannels live = LiveChannels.on(
                    redis,
                    LiveChannelsOptions.defaults()
                            .withHeartbeat(Duration.ofMinutes(10))
                            .withCloseWithin(Patience.LONG),
                    PubSubListener.NO_OP);
            Subscription failing = live.subscribe(
                    CHANNEL,
                    TEXT,
                    message -> {
                        atWork.countDown();
                        go.await();
                        handled.add(message.value());
                    },
                    SubscriptionOptions.defaults().withMessages(1).withOverflow(Overflow.FAIL));
            live.publish(CHANNEL, TEXT, "at work");
            atWork.await();
            live.publish(CHANNEL, TEXT, "waits");
            live.publish(CHANNEL, TEXT, "has no room");
            await().until(() -> !failing.open());
            Thread closing = new Thread(live::close);
            closing.start();
            await().until(() -> closing.getState() == Thread.State.TIMED_WAITING || !closing.isAlive());
            go.countDown();
            closing.join();
            assertThat(handled).containsExactly("at work");
        }
    }
}
