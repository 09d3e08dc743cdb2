package dev.redkeep.core.client;

import java.util.Collection;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.util.Pool;

/** The servers behind a {@link PooledTransport}: which pool of connections serves a command. */
interface Nodes extends AutoCloseable {
    Pool<Connection> serving(CommandArguments command);

    /** The pool of a node that a redirection named. */
    Pool<Connection> at(HostAndPort node);

    /** Learns the topology anew, because a node said that a slot moved or a node is gone. */
    void refresh();

    Collection<? extends Pool<Connection>> pools();

    boolean cluster();

    @Override
    void close();
}
