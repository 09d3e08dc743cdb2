package dev.redkeep.leaderboard;

import dev.redkeep.core.client.Timeouts;
import java.net.URI;
import java.time.Duration;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;

/** Time for a machine that stands still for many seconds: no test here is about how quick it is. */
final class Patience {
    private static final Duration LONG = Duration.ofSeconds(40);
    static final Timeouts TIMEOUTS = new Timeouts(LONG, LONG, LONG, LONG);

    private Patience() {}

    /** One that sends commands as they are. */
    static RedisClient raw(URI server) {
        int millis = (int) LONG.toMillis();
        return RedisClient.builder()
                .hostAndPort(server.getHost(), server.getPort())
                .clientConfig(DefaultJedisClientConfig.builder(server)
                        .connectionTimeoutMillis(millis)
                        .socketTimeoutMillis(millis)
                        .build())
                .build();
    }
}
