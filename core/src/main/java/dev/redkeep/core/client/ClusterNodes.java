package dev.redkeep.core.client;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.ClusterConnectionProvider;
import redis.clients.jedis.util.Pool;

/** The primaries of a Redis Cluster, by slot. Jedis keeps the map of slots; this opens its pools. */
final class ClusterNodes extends ClusterConnectionProvider implements Nodes {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterNodes.class);
    private static final Duration REFRESH = Duration.ofSeconds(30);

    private final AtomicBoolean refreshing = new AtomicBoolean();

    ClusterNodes(Set<HostAndPort> seeds, JedisClientConfig config, ConnectionPoolConfig pool) {
        super(seeds, config, pool, REFRESH);
    }

    @Override
    public HostAndPort serving(CommandArguments command) {
        Set<Integer> slots = command.getKeyHashSlots();
        if (slots.size() > 1) {
            throw new JedisClusterOperationException("its keys lie in different slots");
        }
        if (slots.isEmpty()) {
            List<HostAndPort> primaries = addresses();
            if (primaries.isEmpty()) {
                throw new JedisClusterOperationException("no primary is known");
            }
            return primaries.get(ThreadLocalRandom.current().nextInt(primaries.size()));
        }
        int slot = slots.iterator().next();
        HostAndPort node = cache.getSlotNode(slot);
        if (node == null) {
            renewSlotCache();
            node = cache.getSlotNode(slot);
        }
        if (node == null) {
            throw new JedisClusterOperationException("no node serves slot " + slot);
        }
        return node;
    }

    @Override
    public Pool<Connection> pool(HostAndPort node) {
        return cache.setupNodeIfNotExist(node);
    }

    @Override
    public List<HostAndPort> addresses() {
        return getPrimaryNodes().keySet().stream().map(HostAndPort::from).toList();
    }

    /**
     * Beside the caller, who has a deadline: Jedis asks one node after the other, and each may take as long as its socket's
     * time limits allow.
     */
    @Override
    public void refresh() {
        if (refreshing.compareAndSet(false, true)) {
            Threads.background("redkeep-slots", this::renew).start();
        }
    }

    private void renew() {
        try {
            renewSlotCache();
        } catch (JedisException noNode) {
            LOG.debug("No node told its slots", noNode);
        } finally {
            refreshing.set(false);
        }
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
