package dev.redkeep.core.client;

import java.time.Instant;

/**
 * Is told of messages and of gaps, on the thread that reads the connection: one thread for a server, several on a Cluster. A call
 * that takes long holds up what follows, and a server gives up on who reads too slowly; so hand on what is told, and do not
 * subscribe from here; to unsubscribe is allowed. What a call throws is logged once for a feed, and is lost.
 */
public interface MessageListener {
    /**
     * A message was published.
     *
     * @param channels what was subscribed to
     * @param channel the name of the channel; the listener's own
     * @param payload the message; the listener's own
     */
    void message(Channels channels, byte[] channel, byte[] payload);

    /**
     * What came by now was told. Called by the thread that tells messages, before it waits for more and when it ends: so who gathers
     * what is told, and hands it on together, does that by now at the latest. Also called when nothing was told. By default it does
     * nothing.
     */
    default void drained() {}

    /**
     * Messages may have been missed: a connection broke, a server was silent, or another one is heard now. Told once the
     * subscription is confirmed anew, before any message that follows. Whatever was published before {@code from} was told, if
     * it came after the subscription began, and whatever is published after {@code to} will be.
     *
     * @param channels what is subscribed to
     * @param from when the last question was asked that the server answered, by this process's clock
     * @param to when the subscription was confirmed anew; not before {@code from}
     */
    void gap(Channels channels, Instant from, Instant to);
}
