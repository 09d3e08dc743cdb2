package dev.redkeep.ratelimit;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract on Redis, as documented. */
@RedisTest
class RedisLimitsTest extends LimitsContract {
    Redis redis;

    @BeforeEach
    void connect(RedisServer server) {
        redis = Patient.connect(server);
    }

    @AfterEach
    void close() {
        redis.close();
    }

    KeyLayout layout() {
        return KeyLayout.DOCUMENTED;
    }

    @Override
    Limits open(Limit... limits) {
        return Limits.on(redis, LimitsOnRedis.options(limits).layout(layout()).build());
    }
}
