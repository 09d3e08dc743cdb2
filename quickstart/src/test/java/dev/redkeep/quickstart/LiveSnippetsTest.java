package dev.redkeep.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.key.Segment;
import dev.redkeep.core.schema.ChannelKeys;
import dev.redkeep.pubsub.LiveChannels;
import dev.redkeep.pubsub.LiveChannelsOptions;
import dev.redkeep.pubsub.LiveChannelsStats;
import dev.redkeep.pubsub.Message;
import dev.redkeep.pubsub.MessageGap;
import dev.redkeep.pubsub.MessageHandler;
import dev.redkeep.pubsub.Notification;
import dev.redkeep.pubsub.Overflow;
import dev.redkeep.pubsub.PubSubListener;
import dev.redkeep.pubsub.Subscription;
import dev.redkeep.pubsub.SubscriptionOptions;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RedisTest
class LiveSnippetsTest {
    // snippet: live-channel
    static final KeyPattern1<Long> PRICES =
            KeyPattern.of("prices:{stock}", Segment.number()).channel().owner("market");
    // end

    private Redis redis;
    private final BlockingQueue<String> shown = new LinkedBlockingQueue<>();

    @BeforeEach
    void connect(RedisServer server) {
        redis = Patience.connect(server);
    }

    @AfterEach
    void close() {
        redis.close();
    }

    private void show(Object what) {
        shown.add(String.valueOf(what));
    }

    private void reload() {
        shown.add("reloaded");
    }

    /** Publishes again where a machine that stood still for long lost the message. */
    private void awaitShown(String expected, Runnable again) throws InterruptedException {
        for (int i = 0; i < 24; i++) {
            for (String next = shown.poll(5, TimeUnit.SECONDS); next != null; next = shown.poll()) {
                if (next.equals(expected)) {
                    return;
                }
            }
            again.run();
        }
        throw new AssertionError(expected + " was not shown");
    }

    @Test
    void subscribing() throws InterruptedException {
        // snippet: live-subscribe
        LiveChannels live = LiveChannels.on(redis); // one for the application; close it before the client
        Subscription mine = live.subscribe(ChannelKeys.USER.key(7L), Notification.codec(), new MessageHandler<>() {
            @Override
            public void message(Message<Notification> message) {
                show(message.value().type());
            }

            @Override
            public void gap(MessageGap gap) {
                reload(); // between gap.from() and gap.to() messages may have been missed
            }
        });
        // end
        // snippet: live-publish
        long connections = live.publish(
                ChannelKeys.USER.key(7L),
                Notification.codec(),
                new Notification("like", 7, "shout", 456, Notification.Action.CREATED, null, 1_640_995_200));
        // end
        assertThat(connections).isNotNegative();
        Notification again =
                new Notification("like", 7, "shout", 456, Notification.Action.CREATED, null, 1_640_995_200);
        awaitShown("like", () -> live.publish(ChannelKeys.USER.key(7L), Notification.codec(), again));
        // snippet: live-close
        mine.close(); // waits for the handler if it is at work
        live.close();
        // end
        assertThat(mine.open()).isFalse();
    }

    @Test
    void all_of_a_pattern() throws InterruptedException {
        try (LiveChannels live = LiveChannels.on(redis)) {
            // snippet: live-pattern
            live.subscribeAll(PRICES, Codec.longs(), message -> {
                long stock = PRICES.parse(message.channel().bytes()).orElseThrow();
                show(stock + " costs " + message.value());
            });
            // end
            live.publish(PRICES.key(5L), Codec.longs(), 99L);
            awaitShown("5 costs 99", () -> live.publish(PRICES.key(5L), Codec.longs(), 99L));
        }
    }

    @Test
    void options() throws InterruptedException {
        // snippet: live-options
        SubscriptionOptions latest = SubscriptionOptions.defaults()
                .withMessages(100) // of at most 16 MiB together
                .withOverflow(Overflow.DROP_OLDEST);
        LiveChannelsOptions options = LiveChannelsOptions.defaults()
                .withThreads(4) // how many handlers work at once
                .withHeartbeat(Duration.ofMillis(500));
        PubSubListener listener = new PubSubListener() {
            @Override
            public void onHandlerFailed(String pattern, Throwable failure) {
                show(pattern + ": " + failure.getMessage());
            }
        };
        try (LiveChannels live = LiveChannels.on(redis, options, listener)) {
            live.subscribe(PRICES.key(5L), Codec.longs(), message -> trade(message.value()), latest);
            live.publish(PRICES.key(5L), Codec.longs(), 99L);
            LiveChannelsStats stats = live.stats(); // received, handled, failed, unreadable, dropped, gaps
            // end
            assertThat(stats.dropped()).isZero();
            awaitShown("prices:{stock}: no money", () -> live.publish(PRICES.key(5L), Codec.longs(), 99L));
        }
    }

    private static void trade(long price) {
        throw new IllegalStateException(price > 0 ? "no money" : "no price");
    }
}
