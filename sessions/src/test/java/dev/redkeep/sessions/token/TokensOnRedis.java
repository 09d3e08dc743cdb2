package dev.redkeep.sessions.token;

import dev.redkeep.core.client.Redis;
import dev.redkeep.sessions.Patient;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import redis.clients.jedis.RedisClient;

/** A client of ours beside one that sends raw commands, as another service does. */
@RedisTest
abstract class TokensOnRedis {
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
}
