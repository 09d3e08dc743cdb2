package dev.redkeep.pubsub;

/** A handler that is told of messages. Safe to use from any thread. */
public interface Subscription extends AutoCloseable {
    /**
     * Whether it goes on: false once it was closed, its channels were, or {@link Overflow#FAIL} ended it.
     *
     * @return whether messages still come
     */
    boolean open();

    /**
     * How many messages wait for the handler.
     *
     * @return the number
     */
    int waiting();

    /**
     * Ends it. What waits goes unhandled; if the handler is at work, this waits for it, but not in the handler itself, and no
     * longer than {@link LiveChannelsOptions#closeWithin}. Closing again does nothing. No round trip is waited for.
     */
    @Override
    void close();
}
