package dev.redkeep.pubsub;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;

/**
 * Messages for who listens now: Redis' pub/sub, which keeps nothing. A message gets to each subscription once or, if a connection
 * breaks meanwhile, not at all; and every interruption is told to the handler as a {@link MessageGap}, so that each message was
 * either handled or lies in a gap.
 *
 * <pre>{@code
 * try (LiveChannels live = LiveChannels.on(redis)) {
 *     live.subscribe(ChannelKeys.USER.key(7L), Notification.codec(), new MessageHandler<>() {
 *         public void message(Message<Notification> message) { show(message.value()); }
 *         public void gap(MessageGap gap) { reload(); }
 *     });
 *     live.publish(ChannelKeys.USER.key(7L), Notification.codec(), notification);
 * }
 * }</pre>
 *
 * <p>All subscriptions share one connection, on a Cluster one to each node; it survives reconnects, failovers and slots that move.
 * A channel's key must be of a pattern that is declared a channel, else what takes it throws an {@link
 * IllegalArgumentException}; null is a {@link NullPointerException}. Safe to share between threads.
 */
public interface LiveChannels extends AutoCloseable {
    /**
     * Channels with the default options. Nothing is sent.
     *
     * @param redis the client; not a wrapped one
     * @return the channels; close them before the client
     * @throws IllegalStateException if the client is {@linkplain Redis#wrap wrapped}
     * @throws dev.redkeep.core.client.RedisException if the client is closed
     */
    static LiveChannels on(Redis redis) {
        return on(redis, LiveChannelsOptions.defaults(), PubSubListener.NO_OP);
    }

    /**
     * Channels. Nothing is sent.
     *
     * @param redis the client; not a wrapped one
     * @param options how they are heard
     * @param listener is told what goes wrong
     * @return the channels; close them before the client
     * @throws IllegalStateException if the client is {@linkplain Redis#wrap wrapped}
     * @throws dev.redkeep.core.client.RedisException if the client is closed
     */
    static LiveChannels on(Redis redis, LiveChannelsOptions options, PubSubListener listener) {
        return new RedisLiveChannels(redis, options, listener);
    }

    /**
     * Publishes a message. One round trip.
     *
     * @param <T> what it says
     * @param channel where
     * @param codec writes it
     * @param message what it says
     * @return how many connections got it, those of all subscriptions of one process being one, and one more for each pattern that
     *     it matches; on a Cluster those to the channel's own node
     * @throws IllegalArgumentException if the codec cannot write it
     * @throws dev.redkeep.core.client.RedisException if it failed; by a time limit it may have been published. The operation is
     *     {@code live.publish}
     */
    <T> long publish(Key channel, Codec<T> codec, T message);

    /**
     * Subscribes to a channel. Returns when the server has confirmed it: what is published from then on is handled, or told as a
     * gap. Waits for a server that is away until the client's deadline. One round trip, none if the channel is heard already.
     *
     * @param <T> what messages say
     * @param channel which
     * @param codec reads them
     * @param handler is told; before this returns already
     * @param options what may wait for it
     * @return the subscription; it ends with these channels, if it is not closed before
     * @throws dev.redkeep.core.client.RedisException if it was not confirmed by the deadline, or is refused; there is no
     *     subscription then. The operation is {@code subscribe}
     * @throws IllegalStateException if these channels are closed
     */
    <T> Subscription subscribe(Key channel, Codec<T> codec, MessageHandler<T> handler, SubscriptionOptions options);

    /**
     * As {@link #subscribe(Key, Codec, MessageHandler, SubscriptionOptions)}, with the default options.
     *
     * @param <T> what messages say
     * @param channel which
     * @param codec reads them
     * @param handler is told
     * @return the subscription
     */
    default <T> Subscription subscribe(Key channel, Codec<T> codec, MessageHandler<T> handler) {
        return subscribe(channel, codec, handler, SubscriptionOptions.defaults());
    }

    /**
     * Subscribes to all channels of a pattern, as {@link #subscribe(Key, Codec, MessageHandler, SubscriptionOptions)} to one. What
     * Redis delivers by the pattern's glob and the pattern does not render, such as {@code notifications:global} for {@code
     * notifications:{user_id}}, is left out. On a Cluster a pattern is heard on one node, to which the others pass messages on: what
     * a broken link between nodes loses lies in no gap.
     *
     * @param <T> what messages say
     * @param pattern theirs
     * @param codec reads them
     * @param handler is told
     * @param options what may wait for it
     * @return the subscription
     * @throws dev.redkeep.core.client.RedisException as that
     * @throws IllegalStateException if these channels are closed, or {@linkplain LiveChannelsOptions#sharded sharded}: shard channels
     *     have no patterns
     */
    <T> Subscription subscribeAll(
            KeyPattern pattern, Codec<T> codec, MessageHandler<T> handler, SubscriptionOptions options);

    /**
     * As {@link #subscribeAll(KeyPattern, Codec, MessageHandler, SubscriptionOptions)}, with the default options.
     *
     * @param <T> what messages say
     * @param pattern theirs
     * @param codec reads them
     * @param handler is told
     * @return the subscription
     */
    default <T> Subscription subscribeAll(KeyPattern pattern, Codec<T> codec, MessageHandler<T> handler) {
        return subscribeAll(pattern, codec, handler, SubscriptionOptions.defaults());
    }

    /**
     * What was counted.
     *
     * @return a snapshot
     */
    LiveChannelsStats stats();

    /**
     * Ends all subscriptions. Waits for handlers that are at work for {@link LiveChannelsOptions#closeWithin} at most, and then
     * interrupts them. Closing again does nothing.
     */
    @Override
    void close();
}
