package dev.redkeep.core.client;

import redis.clients.jedis.HostAndPort;

/** What an ear hears for. All but {@link #connect} and {@link #lost} may be called while others are told. */
interface Hearer {
    /** Under whose name is logged. */
    Class<?> feed();

    /** Opens a connection on which the server tells of its own accord. */
    FeedWire connect(HostAndPort node);

    /** What is to be said and heard on a fresh connection. Until now nothing was heard. */
    Conversation converse(FeedWire wire, FeedEar ear);

    /** The connection broke; from now on nothing is heard. */
    void unheard(FeedEar ear);

    /** A server does not answer. Called again and again until it does. */
    void lost(FeedEar ear, Throwable broken);
}
