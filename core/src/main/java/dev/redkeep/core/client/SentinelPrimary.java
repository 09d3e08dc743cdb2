package dev.redkeep.core.client;

import java.time.Duration;
import java.util.Set;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.providers.SentineledConnectionProvider;
import redis.clients.jedis.util.Delay;

/**
 * The primary that Sentinel names. Jedis listens to each Sentinel on a thread of its own, and such a thread misses its
 * shutdown if it is just starting or connecting; here the shutdown is said again until they have ended.
 */
final class SentinelPrimary extends SentineledConnectionProvider {
    private static final Duration RECONNECT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = RECONNECT.multipliedBy(2);
    private static final long NAP_MILLIS = 10;

    SentinelPrimary(
            String masterName,
            JedisClientConfig config,
            ConnectionPoolConfig pool,
            Set<HostAndPort> sentinels,
            JedisClientConfig sentinelConfig) {
        super(masterName, config, pool, sentinels, sentinelConfig, Delay.constant(RECONNECT));
    }

    @Override
    public void close() {
        super.close();
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (SentinelListener listener : sentinelListeners) {
                while (listener.isAlive() && end - System.nanoTime() > 0) {
                    listener.shutdown();
                    listener.join(NAP_MILLIS);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
