package dev.redkeep.pubsub;

/**
 * Does something with messages. The calls of one subscription come one at a time and in order, on any of the channels' threads
 * and never on one that reads a connection, so a handler may block: its own messages wait then, and one of the threads.
 *
 * @param <T> what messages say
 */
@FunctionalInterface
public interface MessageHandler<T> {
    /**
     * A message came.
     *
     * @param message the message
     * @throws Exception whatever goes wrong: it is counted and told to the {@link PubSubListener}, and the next message comes
     */
    void message(Message<T> message) throws Exception;

    /**
     * Messages may be missing. It comes in its place among the messages: before those that were published after it.
     *
     * @param gap which
     * @throws Exception as of {@link #message}
     */
    default void gap(MessageGap gap) throws Exception {}
}
