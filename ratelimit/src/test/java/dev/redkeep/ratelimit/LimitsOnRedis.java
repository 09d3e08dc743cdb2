package dev.redkeep.ratelimit;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import redis.clients.jedis.RedisClient;

/** Limits beside a client that sends raw commands, as another service does. */
@RedisTest
abstract class LimitsOnRedis {
    static final Subject ALICE = Subject.client("alice");

    Redis redis;
    RedisClient raw;

    @BeforeEach
    void connect(RedisServer server) {
        redis = Redis.connect(RedisOptions.of(server.uri()));
        raw = RedisClient.create(server.uri());
    }

    @AfterEach
    void close() {
        raw.close();
        redis.close();
    }

    Limits limits(Limit... limits) {
        return Limits.on(redis, options(limits).build());
    }

    /** Limits by the clock that {@link #at} sets. */
    Limits supplied(Limit... limits) {
        return Limits.on(redis, options(limits).build(), some -> new RateLimitScripts(some, "supplied_time"));
    }

    /** Sets the clock. */
    void at(long micros) {
        raw.set("clock", Long.toString(micros));
    }

    static RateLimiterOptions.Builder options(Limit... limits) {
        return RateLimiterOptions.builder("rl").limits(limits).deadline(Duration.ofSeconds(10));
    }

    static Decision take(Limits limits, long cost) {
        return limits.acquire(ALICE, cost, false);
    }

    static Decision takeUpTo(Limits limits, long most) {
        return limits.acquire(ALICE, most, true);
    }
}
