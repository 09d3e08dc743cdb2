package dev.redkeep.cache.writebehind;

import dev.redkeep.cache.Patience;
import dev.redkeep.core.client.Redis;
import dev.redkeep.testing.RedisServer;

/** Connects to one server. */
final class OnServer {
    private OnServer() {}

    static Redis connect(RedisServer server) {
        return Redis.connect(Patience.of(server.uri()));
    }
}
