package dev.redkeep.core.client;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.providers.ConnectionProvider;
import redis.clients.jedis.providers.PooledConnectionProvider;
import redis.clients.jedis.util.Pool;

/** One primary at a time: a standalone server, or the one that Sentinel names. */
final class SinglePrimary implements Nodes {
    private final ConnectionProvider provider;
    private final Supplier<HostAndPort> address;

    private SinglePrimary(ConnectionProvider provider, Supplier<HostAndPort> address) {
        this.provider = provider;
        this.address = address;
    }

    static SinglePrimary at(HostAndPort address, PooledConnectionProvider provider) {
        return new SinglePrimary(provider, () -> address);
    }

    static SinglePrimary named(SentinelPrimary provider) {
        return new SinglePrimary(provider, provider::getCurrentMaster);
    }

    @Override
    public HostAndPort serving(CommandArguments command) {
        return address.get();
    }

    @Override
    public Pool<Connection> pool(HostAndPort node) {
        return pools().iterator().next();
    }

    @Override
    public void refresh() {
        // Sentinel tells of a failover by itself; a standalone server has none.
    }

    @Override
    public Collection<HostAndPort> addresses() {
        return List.of(address.get());
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
