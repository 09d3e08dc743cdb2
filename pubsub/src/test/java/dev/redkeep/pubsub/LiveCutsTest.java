package dev.redkeep.pubsub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.schema.ChannelKeys;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;

/** The connection is cut a hundred times under load: each message was handled, or lies in a gap that was told. */
@Timeout(900)
class LiveCutsTest {
    private static final int CUTS = 100;
    private static final Key CHANNEL = ChannelKeys.GLOBAL.key();

    /** When a message was published: at some moment between two. */
    private record Sent(Instant before, Instant after) {
        boolean in(MessageGap gap) {
            return !gap.from().isAfter(after) && !gap.to().isBefore(before);
        }
    }

    private final List<Sent> sent = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Heard heard = new Heard();

    private static final class Heard implements MessageHandler<Long> {
        private final BitSet messages = new BitSet();
        private final List<MessageGap> gaps = new ArrayList<>();
        private long last = -1;

        @Override
        public synchronized void message(Message<Long> message) {
            if (message.value() <= last) {
                throw new IllegalStateException(message.value() + " came after " + last);
            }
            last = message.value();
            messages.set(Math.toIntExact(last));
        }

        @Override
        public synchronized void gap(MessageGap gap) {
            gaps.add(gap);
        }

        synchronized boolean heard(int message) {
            return messages.get(message);
        }

        synchronized List<MessageGap> gaps() {
            return List.copyOf(gaps);
        }
    }

    @Test
    void each_message_is_handled_or_in_a_gap() throws InterruptedException {
        try (RedisServer own = RedisServer.start(ServerOptions.defaults());
                Redis redis = Patience.connect(own.uri());
                LiveChannels live = LiveChannels.on(
                        redis,
                        LiveChannelsOptions.defaults().withHeartbeat(Duration.ofMillis(20)),
                        PubSubListener.NO_OP)) {
            live.subscribe(
                    CHANNEL,
                    Codec.longs(),
                    heard,
                    SubscriptionOptions.defaults().withMessages(1_000_000).withBytes(1L << 28));
            Thread publisher = new Thread(() -> publish(live));
            publisher.start();
            cut(own);
            over.set(true);
            publisher.join();
            sendOne(live);
            await().until(() -> settled(sent.size() - 1)); // and all before it, since they come in order
            assertThat(IntStream.range(0, sent.size())
                            .filter(message -> !settled(message))
                            .mapToObj(message -> message + " " + sent.get(message)))
                    .as("neither handled nor in one of %s", heard.gaps())
                    .isEmpty();
            assertThat(heard.gaps()).isNotEmpty();
            assertThat(live.stats().failed()).as("no disorder").isZero();
            assertThat(live.stats().dropped()).isZero();
            assertThat(live.stats().handled()).isPositive();
        }
    }

    private boolean settled(int message) {
        return heard.heard(message) || heard.gaps().stream().anyMatch(sent.get(message)::in);
    }

    private void publish(LiveChannels live) {
        while (!over.get() && sent.size() < 900_000) {
            sendOne(live);
        }
    }

    /** By one thread at a time. */
    private void sendOne(LiveChannels live) {
        long number = sent.size();
        Instant before = Instant.now();
        live.publish(CHANNEL, Codec.longs(), number);
        sent.add(new Sent(before, Instant.now()));
    }

    private static void cut(RedisServer server) {
        Random random = new Random(20261122);
        try (Jedis jedis = new Jedis(server.uri(), (int) Patience.LONG.toMillis())) {
            for (int cuts = 0; cuts < CUTS; ) {
                Object killed = jedis.sendCommand(() -> "CLIENT".getBytes(UTF_8), "KILL", "TYPE", "pubsub");
                cuts += (Long) killed > 0 ? 1 : 0;
                LockSupport.parkNanos(random.nextInt(60_000_000));
            }
        }
    }
}
