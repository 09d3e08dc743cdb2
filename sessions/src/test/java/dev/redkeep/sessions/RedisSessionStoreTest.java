package dev.redkeep.sessions;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

@RedisTest
class RedisSessionStoreTest extends SessionStoreContract {
    private Redis redis;
    private SessionStore store;

    @BeforeEach
    void connect(RedisServer server) {
        redis = Redis.connect(RedisOptions.of(server.uri()));
        store = SessionStore.on(redis);
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @Override
    SessionStore store() {
        return store;
    }
}
