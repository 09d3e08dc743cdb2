package dev.redkeep.quickstart;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.client.Timeouts;
import dev.redkeep.testing.RedisServer;
import java.time.Duration;

/** Time for a machine that stands still for many seconds: no test here is about how quick it is. */
final class Patience {
    private static final Duration LONG = Duration.ofSeconds(40);

    private Patience() {}

    static Redis connect(RedisServer server) {
        return Redis.connect(RedisOptions.of(server.uri()).toBuilder()
                .timeouts(new Timeouts(LONG, LONG, LONG, LONG))
                .build());
    }
}
