package dev.redkeep.core.client;

/**
 * News of keys that change: see {@link Redis#follow}. It keeps connections of its own, and a daemon thread for each; a
 * connection that breaks is opened again until the feed is closed, after 100 ms and later every 2 s. Safe to use from any
 * thread.
 */
public interface KeyFeed extends AutoCloseable {
    /**
     * How changes are heard.
     *
     * @return true if the server itself tells what changes; false if only what is published as a message is heard. It was
     *     decided when the feed was opened, and stays
     */
    boolean tracking();

    /**
     * Ends the feed: its connections and its threads. When it returns, the listener is told nothing more, unless a thread
     * is still connecting or in the listener after 2 s; then that is its last call. Closing again does nothing. The client
     * closes its feeds with itself.
     */
    @Override
    void close();
}
