package dev.redkeep.core.client;

/**
 * Messages as they are published: see {@link Redis#listen}. It keeps a connection of its own, on a Cluster one to each node that it
 * subscribes on, and a daemon thread for each. What is subscribed to outlives them: a connection that breaks is opened again
 * until the feed is closed, after 100 ms and later every 2 s, with jitter, and subscribed on anew; after a failover on the new
 * primary. Safe to use from any thread but the listener's.
 *
 * <p>On a Cluster a channel is heard on the node of its slot, as if it were a key: what is published there travels over no link
 * between nodes, which loses messages when it breaks. A whole pattern is heard on one node.
 */
public interface MessageFeed extends AutoCloseable {
    /**
     * Subscribes, and returns when the server has confirmed it: what is published from then on is heard. To subscribe to the same
     * again does nothing more. At most one round trip; while the server is away it waits for it, until the deadline.
     *
     * @param channels a channel, or all of a pattern
     * @throws RedisException if it is not confirmed by the deadline, or refused; it is not subscribed to then, unless it was
     *     before. The operation is {@code subscribe}
     */
    void subscribe(Channels channels);

    /**
     * Subscribes no more. No round trip is waited for: a message that is on its way may still be told. Does nothing if it is not
     * subscribed to.
     *
     * @param channels as they were subscribed to
     */
    void unsubscribe(Channels channels);

    /**
     * Ends the feed: its connections and its threads. When it returns, the listener is told nothing more, unless a thread is
     * still connecting or in the listener after 2 s; then that is its last call. Closing again does nothing. The client closes
     * its feeds with itself.
     */
    @Override
    void close();
}
