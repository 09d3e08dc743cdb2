package dev.redkeep.sessions;

import dev.redkeep.core.client.Redis;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract on Discours as documented. */
@RedisTest
class RedisSessionStoreTest extends SessionStoreContract {
    Redis redis;

    @BeforeEach
    void connect(RedisServer server) {
        redis = Patient.connect(server);
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @Override
    public SessionStore open(SessionOptions options) {
        return SessionStore.on(redis, options);
    }
}
