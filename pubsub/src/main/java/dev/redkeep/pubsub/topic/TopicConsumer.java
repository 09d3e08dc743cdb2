package dev.redkeep.pubsub.topic;

/** One consumer of a group, at work until it is closed. Safe to share between threads. */
public interface TopicConsumer extends AutoCloseable {
    /**
     * What was counted.
     *
     * @return a snapshot
     */
    ConsumerStats stats();

    /**
     * Takes no more, waits for the handlers that are at work, for as long as {@link ConsumerOptions#closeWithin} says and half a
     * second at least, and then interrupts them, for which there is half a second. What they were given and have not handled,
     * others get: at once what was not begun or was interrupted, else after {@link ConsumerOptions#takeOverAfter}. Called by a
     * handler it does not wait for that one. Closing again does nothing.
     */
    @Override
    void close();
}
