package dev.redkeep.cache.writebehind;

import dev.redkeep.core.client.Redis;
import dev.redkeep.testing.RedisServer;
import org.junit.jupiter.api.BeforeEach;

class WriteBehindFlushTest extends WriteBehindFlushContract {
    private final RedisServer server;

    WriteBehindFlushTest(RedisServer server) {
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
