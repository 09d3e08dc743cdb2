package dev.redkeep.core.client;

import java.util.Collection;
import java.util.Map;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.providers.ConnectionProvider;
import redis.clients.jedis.util.Pool;

/** One primary at a time: a standalone server, or the one that Sentinel names. */
final class SinglePrimary implements Nodes {
    private final ConnectionProvider provider;

    SinglePrimary(ConnectionProvider provider) {
        this.provider = provider;
    }

    @Override
    public Pool<Connection> serving(CommandArguments command) {
        return pools().iterator().next();
    }

    @Override
    public Pool<Connection> at(HostAndPort node) {
        throw new IllegalStateException("only a Cluster redirects");
    }

    @Override
    public void refresh() {
        // Sentinel tells of a failover by itself; a standalone server has none.
    }

    @Override
    @SuppressWarnings("unchecked") // both providers document just this map
    public Collection<? extends Pool<Connection>> pools() {
        return ((Map<?, Pool<Connection>>) provider.getPrimaryNodesConnectionMap()).values();
    }

    @Override
    public boolean cluster() {
        return false;
    }

    @Override
    public void close() {
        try {
            provider.close();
        } catch (Exception e) {
            throw new IllegalStateException("the connections cannot be closed", e);
        }
    }
}
