package dev.redkeep.pubsub.topic;

/**
 * Handles a topic's messages for a group, on a consumer's threads: as many at once as it has workers.
 *
 * @param <T> what the messages say
 */
@FunctionalInterface
public interface TopicHandler<T> {
    /**
     * A message. It is acknowledged when this returns. It may come again: after a crash, or if this process could not reach Redis
     * for a while; so what is done must do no harm twice.
     *
     * @param message the message
     * @throws Exception if it could not be handled: it is tried again later, and at last put among the dead letters
     */
    void message(TopicMessage<T> message) throws Exception;

    /**
     * Messages are gone that this group has not handled. Told to one consumer of the group, and to another if that one ended before this
     * returned; what it throws is logged.
     *
     * @param gap which
     */
    default void gap(TopicGap gap) {}
}
