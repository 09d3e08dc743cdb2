package dev.redkeep.pubsub;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
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
    public static final Duration LONG = Duration.ofMinutes(2);
    public static final Timeouts TIMEOUTS = new Timeouts(LONG, LONG, LONG, LONG);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(LONG);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(5));
    }

    public static Redis connect(URI server) {
        return Redis.connect(options(server));
    }

    public static RedisOptions options(URI server) {
        return RedisOptions.of(server).toBuilder().timeouts(TIMEOUTS).build();
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
