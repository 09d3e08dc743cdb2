package dev.redkeep.cache;

import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.client.RedisOptionsBuilder;
import dev.redkeep.core.client.Timeouts;
import java.net.URI;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;

/** Time for a machine that stands still for many seconds: no test here is about how quick it is. For all tests of the module. */
public final class Patience implements BeforeAllCallback {
    private static final Duration LONG = Duration.ofSeconds(40);
    private static final Timeouts TIMEOUTS = new Timeouts(LONG, LONG, LONG, LONG);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(LONG);
    }

    public static RedisOptionsBuilder with(RedisOptionsBuilder options) {
        return options.timeouts(TIMEOUTS);
    }

    public static RedisOptions of(URI server) {
        return with(RedisOptions.of(server).toBuilder()).build();
    }

    /** One that sends commands as they are. */
    public static RedisClient raw(URI server) {
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
