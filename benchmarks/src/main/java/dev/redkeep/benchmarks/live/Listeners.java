package dev.redkeep.benchmarks.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.redkeep.benchmarks.contender.Clients;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.client.Timeouts;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern2;
import dev.redkeep.core.key.Segment;
import dev.redkeep.pubsub.LiveChannels;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.Jedis;

/** The clients, each subscribed with some number of handlers, as its manual tells to. */
enum Listeners {
    OURS("ours") {
        /** With the default options, whose queue holds more than the publisher has under way. */
        @Override
        Runnable subscribe(URI server, Key channel, List<Handler> handlers) {
            Redis redis = Redis.connect(RedisOptions.of(server).toBuilder()
                    .timeouts(new Timeouts(PATIENCE, PATIENCE, PATIENCE, PATIENCE))
                    .build());
            LiveChannels live = LiveChannels.on(redis);
            handlers.forEach(handler -> live.subscribe(channel, Codec.bytes(), said -> handler.take(said.value())));
            return () -> {
                live.close();
                redis.close();
            };
        }
    },

    JEDIS("raw Jedis") {
        /** A connection and a thread for each. */
        @Override
        Runnable subscribe(URI server, Key channel, List<Handler> handlers) throws InterruptedException {
            CountDownLatch subscribed = new CountDownLatch(handlers.size());
            List<Ear> ears = new ArrayList<>();
            for (Handler handler : handlers) {
                Ear ear = new Ear(handler, subscribed);
                Thread thread = new Thread(() -> ear.hear(server, channel), "jedis-" + ears.size());
                thread.setDaemon(true);
                thread.start();
                ears.add(ear);
            }
            subscribed.await();
            return () -> ears.forEach(BinaryJedisPubSub::unsubscribe);
        }
    },

    LETTUCE("Lettuce") {
        @Override
        Runnable subscribe(URI server, Key channel, List<Handler> handlers) {
            RedisURI uri = RedisURI.create(server);
            uri.setTimeout(PATIENCE);
            RedisClient client = RedisClient.create(uri);
            StatefulRedisPubSubConnection<byte[], byte[]> connection = client.connectPubSub(ByteArrayCodec.INSTANCE);
            for (Handler handler : handlers) {
                connection.addListener(new RedisPubSubAdapter<>() {
                    @Override
                    public void message(byte[] name, byte[] message) {
                        handler.take(message);
                    }
                });
            }
            connection.sync().subscribe(channel.bytes());
            return client::shutdown;
        }
    },

    REDISSON("Redisson") {
        @Override
        Runnable subscribe(URI server, Key channel, List<Handler> handlers) {
            RedissonClient client = Clients.redisson(server);
            RTopic topic = client.getTopic(
                    new String(channel.bytes(), UTF_8), org.redisson.client.codec.ByteArrayCodec.INSTANCE);
            handlers.forEach(handler -> topic.addListener(byte[].class, (name, message) -> handler.take(message)));
            return client::shutdown;
        }
    };

    /** Nobody is to fail on a machine that stands still for a while. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final KeyPattern2<String, Long> CHANNELS = KeyPattern.of(
                    "bench:live:{client}:{handlers}", Segment.text(), Segment.number())
            .channel()
            .owner("benchmarks");

    private final String label;

    Listeners(String label) {
        this.label = label;
    }

    /** Returns how it ends. */
    abstract Runnable subscribe(URI server, Key channel, List<Handler> handlers) throws InterruptedException;

    /** Returns when all are subscribed. */
    Listening listen(URI server, int handlers) throws InterruptedException {
        Key channel = CHANNELS.key(name(), (long) handlers);
        List<Handler> all = Stream.generate(Handler::new).limit(handlers).toList();
        return new Listening(label, channel, all, subscribe(server, channel, all));
    }

    /** A handler with a connection of its own. */
    private static final class Ear extends BinaryJedisPubSub {
        private final Handler handler;
        private final CountDownLatch subscribed;

        Ear(Handler handler, CountDownLatch subscribed) {
            this.handler = handler;
            this.subscribed = subscribed;
        }

        void hear(URI server, Key channel) {
            try (Jedis jedis = new Jedis(server, (int) PATIENCE.toMillis())) {
                jedis.subscribe(this, channel.bytes());
            }
        }

        @Override
        public void onSubscribe(byte[] channel, int subscriptions) {
            subscribed.countDown();
        }

        @Override
        public void onMessage(byte[] channel, byte[] message) {
            handler.take(message);
        }
    }
}
