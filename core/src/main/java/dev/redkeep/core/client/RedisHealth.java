package dev.redkeep.core.client;

import java.time.Duration;
import java.util.Optional;

/**
 * How Redis does, as one ping saw it.
 *
 * @param status the verdict
 * @param latency how long the ping took, or until it failed
 * @param pool the pool at that moment; empty for a wrapped client, whose pool is the application's own
 * @param problem what is wrong and what helps; empty if nothing is
 */
public record RedisHealth(Status status, Duration latency, Optional<PoolFigures> pool, Optional<String> problem) {
    /** The verdict. */
    public enum Status {
        /** It answers, and a connection is free. */
        HEALTHY,
        /** It answers, but callers wait for a connection. */
        DEGRADED,
        /** It does not answer. */
        DOWN
    }

    static RedisHealth of(Duration latency, Optional<PoolFigures> pool, Optional<String> problem) {
        if (problem.isPresent()) {
            return new RedisHealth(Status.DOWN, latency, pool, problem);
        }
        if (pool.filter(figures -> figures.waiting() > 0).isPresent()) {
            return new RedisHealth(
                    Status.DEGRADED,
                    latency,
                    pool,
                    Optional.of("callers wait for a connection: raise REDIS_POOL_SIZE, or find what holds them"));
        }
        return new RedisHealth(Status.HEALTHY, latency, pool, problem);
    }
}
