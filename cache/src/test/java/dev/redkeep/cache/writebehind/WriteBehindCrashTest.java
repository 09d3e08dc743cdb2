package dev.redkeep.cache.writebehind;

import dev.redkeep.core.client.Redis;
import dev.redkeep.testing.RedisServer;
import org.junit.jupiter.api.BeforeEach;

class WriteBehindCrashTest extends WriteBehindCrashContract {
    private final RedisServer server;

    WriteBehindCrashTest(RedisServer server) {
        this.server = server;
    }

    @BeforeEach
    void begin() {
        open();
    }

    @Override
    Redis connect() {
        return OnServer.connect(server);
    }
}
