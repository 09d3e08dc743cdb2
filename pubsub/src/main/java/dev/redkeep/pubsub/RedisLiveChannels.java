package dev.redkeep.pubsub;

import static java.util.Objects.requireNonNull;

import dev.redkeep.core.client.Channels;
import dev.redkeep.core.client.MessageFeed;
import dev.redkeep.core.client.MessageListener;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Protocol.Command;

/** Subscriptions over one feed of messages. */
final class RedisLiveChannels implements LiveChannels, MessageListener {
    private final Redis redis;
    private final LiveChannelsOptions options;
    private final HandlerThreads threads;
    private final LiveWork work;
    private final MessageFeed feed;
    /** Changed under the lock, read without. What nobody subscribes to is not in it. */
    private final Map<Channels, List<Delivery<?>>> deliveries = new ConcurrentHashMap<>();

    /** Of each thread that reads. */
    private final ThreadLocal<Burst> bursts;

    private boolean closed;

    RedisLiveChannels(Redis redis, LiveChannelsOptions options, PubSubListener listener) {
        this.redis = requireNonNull(redis, "redis");
        this.options = requireNonNull(options, "options");
        Report report = new Report(requireNonNull(listener, "listener"));
        this.threads = new HandlerThreads(options.threads());
        this.bursts = ThreadLocal.withInitial(() -> new Burst(threads, this::of));
        this.work = new LiveWork(
                threads,
                ConcurrentHashMap.newKeySet(),
                report,
                options.closeWithin().toNanos());
        this.feed = redis.listen(options.heartbeat(), this);
    }

    @Override
    public <T> long publish(Key channel, Codec<T> codec, T message) {
        byte[] payload = codec.encode(requireNonNull(message, "message"));
        Command command = options.sharded() ? Command.SPUBLISH : Command.PUBLISH;
        return redis.execute(
                        "live.publish",
                        channel,
                        commands -> new CommandObject<>(
                                new CommandArguments(command)
                                        .key(channel.bytes())
                                        .add(payload),
                                BuilderFactory.LONG))
                .orElseThrow();
    }

    @Override
    public <T> Subscription subscribe(
            Key channel, Codec<T> codec, MessageHandler<T> handler, SubscriptionOptions waiting) {
        Channels one = options.sharded() ? Channels.sharded(channel) : Channels.of(channel);
        return subscribe(one, Optional.of(channel), codec, handler, waiting);
    }

    @Override
    public <T> Subscription subscribeAll(
            KeyPattern pattern, Codec<T> codec, MessageHandler<T> handler, SubscriptionOptions waiting) {
        Channels all = Channels.matching(pattern);
        if (options.sharded()) {
            throw new IllegalStateException("shard channels have no patterns: subscribe to each channel");
        }
        return subscribe(all, Optional.empty(), codec, handler, waiting);
    }

    private <T> Subscription subscribe(
            Channels channels,
            Optional<Key> channel,
            Codec<T> codec,
            MessageHandler<T> handler,
            SubscriptionOptions waiting) {
        Delivery<T> delivery = new Delivery<>(
                channels,
                channel,
                requireNonNull(codec, "codec"),
                requireNonNull(handler, "handler"),
                requireNonNull(waiting, "options"),
                work,
                this::leave);
        join(delivery);
        try {
            feed.subscribe(channels);
        } catch (RuntimeException refused) {
            delivery.stop();
            throw refused;
        }
        return delivery;
    }

    private synchronized void join(Delivery<?> delivery) {
        if (closed) {
            throw new IllegalStateException("these channels are closed");
        }
        deliveries
                .computeIfAbsent(delivery.channels(), absent -> new CopyOnWriteArrayList<>())
                .add(delivery);
    }

    /** Under one lock with {@link #join}: so nobody comes between the last one's leaving and the end of the feed's subscription. */
    private synchronized void leave(Delivery<?> delivery) {
        List<Delivery<?>> others = deliveries.get(delivery.channels());
        if (others != null && others.remove(delivery) && others.isEmpty()) {
            deliveries.remove(delivery.channels());
            feed.unsubscribe(delivery.channels());
        }
    }

    @Override
    public void message(Channels channels, byte[] channel, byte[] payload) {
        bursts.get().add(channels, channel, payload);
    }

    @Override
    public void drained() {
        Burst burst = bursts.get();
        burst.handOn();
        burst.wake();
    }

    @Override
    public void gap(Channels channels, Instant from, Instant to) {
        bursts.get().handOn(); // what came before it
        for (Delivery<?> delivery : of(channels)) {
            delivery.interrupted(from, to);
        }
    }

    private List<Delivery<?>> of(Channels channels) {
        return deliveries.getOrDefault(channels, List.of());
    }

    @Override
    public LiveChannelsStats stats() {
        return work.report().stats(work.atWork());
    }

    @Override
    public void close() {
        List<Delivery<?>> all = new ArrayList<>();
        synchronized (this) {
            closed = true;
            deliveries.values().forEach(all::addAll);
        }
        long until = System.nanoTime() + work.closeNanos();
        threads.shutdown(); // no handler is called from now on
        all.forEach(Delivery::stop); // first, since one that blocks holds up the feed
        feed.close();
        work.atWork().forEach(delivery -> delivery.await(until)); // also of subscriptions that had ended before
        threads.shutdownNow();
    }
}
