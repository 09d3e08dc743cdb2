package dev.redkeep.pubsub.topic;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.Key;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A topic that loses nothing: a Redis stream, from which each group of consumers handles every message at least once. What the
 * stream itself lost, by its bounds or by Redis, the group is told as a {@link TopicGap}.
 *
 * <pre>{@code
 * static final KeyPattern0 ORDERS = KeyPattern.of("orders").stream().fixed(Duration.ofDays(7)).owner("shop");
 *
 * DurableTopic<Order> orders = DurableTopic.on(redis, ORDERS.key(), Codec.json(Order.class));
 * orders.publish(NewMessage.of(order).withId("order-17"));
 *
 * TopicConsumer billing = orders.consume("billing", message -> bill(message.value()));
 * ...
 * billing.close();
 * }</pre>
 *
 * <p>The key must be of a pattern that is declared a stream, persistent or fixed: then it lives so long from each message on. On a
 * Cluster its patterns must share slots. A call is one round trip unless it says else, and throws a {@link
 * dev.redkeep.core.client.RedisException} if it failed. Safe to share between threads.
 *
 * @param <T> what the messages say
 * @see <a href="https://redis.io/docs/latest/develop/data-types/streams/">Streams</a>
 */
public interface DurableTopic<T> {
    /**
     * A topic with the default options. Nothing is sent.
     *
     * @param <T> what its messages say
     * @param redis the client
     * @param key where it is
     * @param codec writes and reads them
     * @return the topic
     * @throws IllegalArgumentException if the key's pattern is no topic's, or on a Cluster its keys would not share a slot
     */
    static <T> DurableTopic<T> on(Redis redis, Key key, Codec<T> codec) {
        return on(redis, key, codec, TopicOptions.defaults(), TopicListener.NO_OP);
    }

    /**
     * A topic. Nothing is sent.
     *
     * @param <T> what its messages say
     * @param redis the client
     * @param key where it is
     * @param codec writes and reads them
     * @param options what it keeps
     * @param listener is told what goes wrong
     * @return the topic
     * @throws IllegalArgumentException if the key's pattern is no topic's, or on a Cluster its keys would not share a slot
     */
    static <T> DurableTopic<T> on(Redis redis, Key key, Codec<T> codec, TopicOptions options, TopicListener listener) {
        return new RedisTopic<>(redis, key, codec, options, listener);
    }

    /**
     * Publishes a message. After a timeout it may have been published: who tries again gives it an {@link NewMessage#withId id}.
     *
     * @param value what it says
     * @return its place
     * @throws IllegalArgumentException if the codec cannot write it
     */
    EntryId publish(T value);

    /**
     * Publishes a message, to a live channel too if it says so, together and in the one round trip.
     *
     * @param message the message
     * @return its place; empty if one with its id was published before
     * @throws IllegalArgumentException if the codec cannot write it
     */
    Optional<EntryId> publish(NewMessage<T> message);

    /**
     * Publishes messages in their order, together: nothing comes between them.
     *
     * @param messages 0..1,000 of them; none is a round trip saved
     * @return the place of each; empty for one whose id was published before
     * @throws IllegalArgumentException if there are more, or the codec cannot write one. Nothing was published
     */
    List<Optional<EntryId>> publishAll(List<NewMessage<T>> messages);

    /**
     * Begins to handle messages for a group, with the default options.
     *
     * @param group 1 to 64 letters, digits and {@code _ . -}; a new one begins with the oldest message
     * @param handler handles them, on the consumer's threads
     * @return the consumer; close it before the client
     * @throws IllegalArgumentException if the group's name is another
     */
    default TopicConsumer consume(String group, TopicHandler<T> handler) {
        return consume(group, handler, ConsumerOptions.defaults());
    }

    /**
     * Begins to handle messages for a group. Some round trips: the group is made if it is not there, and a connection of its own
     * tells of new messages, where the client lends one and the server allows it; else they are looked for every {@link
     * ConsumerOptions#poll}.
     *
     * @param group 1 to 64 letters, digits and {@code _ . -}
     * @param handler handles them, on the consumer's threads
     * @param options how
     * @return the consumer; close it before the client
     * @throws IllegalArgumentException if the group's name is another
     */
    TopicConsumer consume(String group, TopicHandler<T> handler, ConsumerOptions options);

    /**
     * Reads messages without a group, the oldest first.
     *
     * @param after the place behind which to begin: {@link EntryId#START}, that of a message, or {@link EntryId#before(Instant)}
     * @param most how many at most, 1..10,000
     * @return the messages, those included that were replayed for one group; each with attempt 0. One that cannot be read is left
     *     out, and told to the listener
     * @throws IllegalArgumentException if {@code most} is out of range
     */
    List<TopicMessage<T>> read(EntryId after, int most);

    /**
     * Reads all messages behind a place without a group, up to the last one that is there when it is reached. A round trip for each
     * thousand.
     *
     * @param after the place, as for {@link #read}
     * @param each is given the messages in their order, as {@link #read} tells them; what it throws ends the reading
     */
    void forEach(EntryId after, Consumer<TopicMessage<T>> each);

    /**
     * Lets a group go on behind another place, back to handle messages again, or forth to leave some out; makes it if it is not
     * there. What its consumers hold now, and what waits for its next try, stays. A message that was replayed from the dead letters is there
     * twice: {@link TopicMessage#origin} tells. Live channels are not told again.
     *
     * @param group the group
     * @param start where it goes on
     * @throws IllegalArgumentException if the group's name is another
     */
    void seek(String group, Start start);

    /**
     * How much a group has before it.
     *
     * @param group the group
     * @return its backlog; empty if there is no such group
     * @throws IllegalArgumentException if the group's name is another
     */
    Optional<Backlog> backlog(String group);

    /**
     * Removes a group for good, with what waits for its next try; its dead letters stay. Close its consumers before: one that is at work
     * makes it again, from the oldest message on.
     *
     * @param group the group
     * @return whether it was there
     * @throws IllegalArgumentException if the group's name is another
     */
    boolean removeGroup(String group);

    /**
     * The messages that groups could not handle. Nothing is sent.
     *
     * @return the dead letters
     */
    DeadLetters<T> deadLetters();
}
