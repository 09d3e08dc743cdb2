package dev.redkeep.pubsub;

/**
 * Is told what goes wrong with messages, for logs and metrics. It is called on the thread that met it, perhaps one that reads a
 * connection, so it must be quick and safe to use from any thread. What it throws is logged once and never reaches the work.
 * Channels are named by their pattern: they can be personal.
 */
public interface PubSubListener {
    /** Does nothing. */
    PubSubListener NO_OP = new PubSubListener() {};

    /**
     * A handler threw.
     *
     * @param pattern the channels' pattern
     * @param failure what it threw
     */
    default void onHandlerFailed(String pattern, Throwable failure) {}

    /**
     * A message could not be read, and no handler gets it.
     *
     * @param pattern the channels' pattern
     * @param problem what was wrong, without the data
     */
    default void onUnreadable(String pattern, String problem) {}

    /**
     * A message went unhandled because there was no room for it. Its handler is told of the gap.
     *
     * @param pattern the channels' pattern
     */
    default void onDropped(String pattern) {}

    /**
     * A subscription was interrupted, and is heard again. Its handler is told of the gap.
     *
     * @param gap which
     */
    default void onGap(MessageGap gap) {}
}
