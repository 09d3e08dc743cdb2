package dev.redkeep.sessions.token;

import dev.redkeep.core.client.Redis;
import dev.redkeep.sessions.Patient;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

@RedisTest
class RefreshTokensTest extends RefreshTokensContract {
    private static Redis redis;

    @BeforeAll
    static void connect(RedisServer server) {
        redis = Patient.connect(server);
    }

    @AfterAll
    static void close() {
        redis.close();
    }

    @Override
    Redis redis() {
        return redis;
    }
}
