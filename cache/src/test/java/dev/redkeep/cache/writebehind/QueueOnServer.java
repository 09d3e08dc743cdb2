package dev.redkeep.cache.writebehind;

import dev.redkeep.cache.Patience;
import dev.redkeep.core.client.Redis;
import dev.redkeep.testing.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import redis.clients.jedis.RedisClient;

/** Queues on one server, beside one who sends it raw commands. */
abstract class QueueOnServer extends QueueFixture {
    RedisClient raw;
    private final RedisServer server;

    QueueOnServer(RedisServer server) {
        this.server = server;
    }

    @BeforeEach
    void begin() {
        open();
        raw = Patience.raw(server.uri());
    }

    @AfterEach
    void end() {
        raw.close();
    }

    @Override
    Redis connect() {
        return OnServer.connect(server);
    }
}
