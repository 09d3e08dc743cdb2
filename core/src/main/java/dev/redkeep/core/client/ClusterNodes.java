package dev.redkeep.core.client;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.providers.ClusterConnectionProvider;
import redis.clients.jedis.util.Pool;

/** The primaries of a Redis Cluster, by slot. Jedis keeps the map of slots; this opens its pools. */
final class ClusterNodes extends ClusterConnectionProvider implements Nodes {
    private static final Duration REFRESH = Duration.ofSeconds(30);

    ClusterNodes(Set<HostAndPort> seeds, JedisClientConfig config, ConnectionPoolConfig pool) {
        super(seeds, config, pool, REFRESH);
    }

    @Override
    public Pool<Connection> serving(CommandArguments command) {
        Set<Integer> slots = command.getKeyHashSlots();
        if (slots.size() > 1) {
            throw new JedisClusterOperationException("its keys lie in different slots");
        }
        if (slots.isEmpty()) {
            return cache.getShuffledPrimaryNodesPool().stream()
                    .findFirst()
                    .orElseThrow(() -> new JedisClusterOperationException("no primary is known"));
        }
        int slot = slots.iterator().next();
        Pool<Connection> pool = cache.getSlotPool(slot);
        if (pool == null) {
            renewSlotCache();
            pool = cache.getSlotPool(slot);
        }
        if (pool == null) {
            throw new JedisClusterOperationException("no node serves slot " + slot);
        }
        return pool;
    }

    @Override
    public Pool<Connection> at(HostAndPort node) {
        return cache.setupNodeIfNotExist(node);
    }

    @Override
    public void refresh() {
        renewSlotCache();
    }

    @Override
    public Collection<? extends Pool<Connection>> pools() {
        return getPrimaryNodes().values();
    }

    @Override
    public boolean cluster() {
        return true;
    }
}
