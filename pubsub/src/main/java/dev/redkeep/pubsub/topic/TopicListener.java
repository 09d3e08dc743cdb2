package dev.redkeep.pubsub.topic;

/**
 * Is told what goes wrong with a topic's messages, for logs and metrics. It is called on the thread that met it, so it must be quick
 * and safe to use from any thread. What it throws is logged once and never reaches the work. Topics are named by their pattern.
 */
public interface TopicListener {
    /** Does nothing. */
    TopicListener NO_OP = new TopicListener() {};

    /**
     * A message could not be handled, and is tried again.
     *
     * @param topic the topic's pattern
     * @param group the group
     * @param id the message's place
     * @param attempt how often it was tried
     * @param failure what the handler threw
     */
    default void onRetry(String topic, String group, EntryId id, int attempt, Throwable failure) {}

    /**
     * A message was put among the dead letters.
     *
     * @param topic the topic's pattern
     * @param group the group
     * @param id the message's place in the topic
     * @param attempts how often it was tried
     * @param failure what the handler threw at last, or what else was wrong
     */
    default void onDeadLetter(String topic, String group, EntryId id, int attempts, Throwable failure) {}

    /**
     * A message that is read without a group cannot be read, and is left out.
     *
     * @param topic the topic's pattern
     * @param id the message's place
     * @param problem what was wrong, without the data
     */
    default void onUnreadable(String topic, EntryId id, String problem) {}

    /**
     * Messages are gone that the group had not handled.
     *
     * @param topic the topic's pattern
     * @param group the group
     * @param gap which
     */
    default void onGap(String topic, String group, TopicGap gap) {}

    /**
     * Somebody had removed the group, and it was made again, where all before is known to be handled.
     *
     * @param topic the topic's pattern
     * @param group the group
     */
    default void onGroupRecreated(String topic, String group) {}

    /**
     * A call to Redis failed. It is tried again until the consumer is closed.
     *
     * @param topic the topic's pattern
     * @param group the group
     * @param failure why
     */
    default void onUnavailable(String topic, String group, RuntimeException failure) {}
}
