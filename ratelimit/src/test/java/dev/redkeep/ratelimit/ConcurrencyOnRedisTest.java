package dev.redkeep.ratelimit;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The contract on one server, in both layouts. */
@RedisTest
class ConcurrencyOnRedisTest {
    private static Redis redis;

    @BeforeAll
    static void connect(RedisServer server) {
        redis = Patient.connect(server);
    }

    @AfterAll
    static void close() {
        redis.close();
    }

    @Nested
    class Documented extends ConcurrencyContract {
        @Override
        Redis redis() {
            return redis;
        }

        @Override
        KeyLayout layout() {
            return KeyLayout.DOCUMENTED;
        }
    }

    @Nested
    class Hardened extends ConcurrencyContract {
        @Override
        Redis redis() {
            return redis;
        }

        @Override
        KeyLayout layout() {
            return KeyLayout.HARDENED;
        }
    }
}
