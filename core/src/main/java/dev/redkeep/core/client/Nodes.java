package dev.redkeep.core.client;

import java.util.Collection;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.util.Pool;

/** The servers behind a {@link RoutedTransport}: which of them serves a command, and a pool of connections to each. */
interface Nodes extends AutoCloseable {
    HostAndPort serving(CommandArguments command);

    Pool<Connection> pool(HostAndPort node);

    /** Learns the topology anew, because a node said that a slot moved or a node is gone. */
    void refresh();

    /** Every node that may serve a command now. */
    Collection<HostAndPort> addresses();

    Collection<? extends Pool<Connection>> pools();

    boolean cluster();

    @Override
    void close();
}
