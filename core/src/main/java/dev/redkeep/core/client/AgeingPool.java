package dev.redkeep.core.client;

import java.time.Duration;
import java.time.Instant;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.EvictionConfig;
import org.apache.commons.pool2.impl.EvictionPolicy;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;

/** Closes idle connections that have rested too long or grown too old; looked after every thirty seconds. */
final class AgeingPool implements EvictionPolicy<Connection> {
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final Duration maxAge;

    private AgeingPool(Duration maxAge) {
        this.maxAge = maxAge;
    }

    static ConnectionPoolConfig config(RedisOptions connection) {
        PoolOptions options = connection.pool();
        ConnectionPoolConfig config = new ConnectionPoolConfig();
        config.setMaxTotal(options.maxConnections());
        config.setMaxIdle(options.maxConnections());
        config.setMinIdle(connection.connectionMode() == ConnectionMode.POOLED ? options.minIdle() : 0);
        config.setMaxWait(options.maxWait());
        config.setMinEvictableIdleDuration(options.maxIdleTime());
        config.setTimeBetweenEvictionRuns(LOOK);
        config.setNumTestsPerEvictionRun(-1);
        config.setTestWhileIdle(true);
        config.setEvictionPolicy(new AgeingPool(options.maxAge()));
        config.setJmxEnabled(false);
        return config;
    }

    @Override
    public boolean evict(EvictionConfig config, PooledObject<Connection> connection, int idleCount) {
        return connection.getIdleDuration().compareTo(config.getIdleEvictDuration()) > 0
                || connection.getCreateInstant().plus(maxAge).isBefore(Instant.now());
    }
}
