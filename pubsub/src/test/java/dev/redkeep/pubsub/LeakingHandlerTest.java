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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A handler that keeps what it gets costs what it keeps; the library holds nothing beside it, and no handler that is closed. */
@RedisTest
@Timeout(300)
class LeakingHandlerTest {
    private static final int MESSAGES = 1_000;
    private static final Key CHANNEL = ChannelKeys.CONVERSATION.key(6L);

    private final Leaks leaks = new Leaks();
    private final List<Object> kept = new CopyOnWriteArrayList<>();
    private final AtomicInteger heard = new AtomicInteger();
    private Redis redis;
    private LiveChannels live;

    @BeforeEach
    void connect(RedisServer server) {
        redis = Patience.connect(server.uri());
        live = LiveChannels.on(
                redis, LiveChannelsOptions.defaults().withHeartbeat(Duration.ofMinutes(10)), PubSubListener.NO_OP);
    }

    @AfterEach
    void close() {
        live.close();
        redis.close();
    }

    /** Keeps one message of ten, and throws at each of the others, which go with their exceptions. */
    private MessageHandler<byte[]> leaking() {
        return message -> {
            leaks.watch(message);
            leaks.watch(message.value());
            if (heard.incrementAndGet() % 10 == 0) {
                kept.add(message);
            } else {
                throw leaks.watch(new IllegalStateException("at a message of the test"));
            }
        };
    }

    @Test
    void of_what_was_handled_only_that_is_there_which_the_handler_keeps() {
        live.subscribe(CHANNEL, Codec.bytes(), leaking());
        for (int i = 0; i < MESSAGES; i++) {
            live.publish(CHANNEL, Codec.bytes(), new byte[1_000]);
        }
        await().until(() -> heard.get() == MESSAGES);
        assertThat(kept).hasSize(MESSAGES / 10);
        leaks.awaitAllButKept(2 * (kept.size() + 1)); // each with its value; the last may be on a thread's stack
    }

    @Test
    void a_handler_whose_subscription_is_closed_is_held_no_more() {
        for (int i = 0; i < 10; i++) {
            Subscription closed = live.subscribe(CHANNEL, Codec.bytes(), leaks.watch(leaking()));
            live.publish(CHANNEL, Codec.bytes(), new byte[1_000]);
            closed.close();
        }
        live.subscribe(CHANNEL, Codec.bytes(), message -> {});
        kept.clear();
        leaks.awaitAllButKept(0);
    }
}
