package dev.redkeep.ratelimit;

import dev.redkeep.core.client.Redis;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

/** Limits beside a client that sends raw commands, as another service does. */
@RedisTest
abstract class LimitsOnRedis {
    static final Subject ALICE = Subject.client("alice");

    /**
     * Unix microseconds, a day and more ahead of the server's clock, so that no key expires by that; and the same for half a
     * year, so that what a test does by a clock of its own is the same in each run.
     */
    static final long AHEAD = ((((System.currentTimeMillis() / 1_000 + 86_400) >> 24) + 1) << 24) * 1_000_000;

    Redis redis;
    RedisClient raw;

    @BeforeEach
    void connect(RedisServer server) {
        redis = Patient.connect(server);
        raw = Patient.raw(server);
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

    /** Changes what a user may do. */
    void acl(String... args) {
        CommandArguments command = new CommandArguments(Protocol.Command.ACL);
        for (String arg : args) {
            command.add(arg);
        }
        raw.executeCommand(command);
    }

    static RateLimiterOptionsBuilder options(Limit... limits) {
        return RateLimiterOptions.builder("rl").limits(limits).deadline(Patient.LONG);
    }

    static Decision take(Limits limits, long cost) {
        return limits.acquire(ALICE, cost, false);
    }

    static Decision takeUpTo(Limits limits, long most) {
        return limits.acquire(ALICE, most, true);
    }
}
