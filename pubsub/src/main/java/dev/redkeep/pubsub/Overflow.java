package dev.redkeep.pubsub;

/** What becomes of a message for which there is no room, because the handler is slower than the publishers. */
public enum Overflow {
    /**
     * It waits for room, for {@link SubscriptionOptions#patience}, and goes if there is none then. All other subscriptions of the same
     * connection wait with it, and Redis ends a connection that reads too slowly, which is a gap for all of them.
     */
    BLOCK,
    /** The one that waits the longest goes. */
    DROP_OLDEST,
    /** It goes itself. */
    DROP_NEWEST,
    /** The subscription ends: what waits is handled, and then a gap is the handler's last call. */
    FAIL
}
