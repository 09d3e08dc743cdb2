package dev.redkeep.ratelimit;

import dev.redkeep.core.client.PoolOptions;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.client.Timeouts;
import dev.redkeep.testing.RedisServer;
import java.net.URI;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.util.JedisURIHelper;

/** Clients and waits for machines that may stand still for a while: only what never comes fails a test. */
final class Patient {
    /** Longer than any process stands still. */
    static final Duration LONG = Duration.ofMinutes(2);

    private Patient() {}

    static Redis connect(RedisServer server) {
        return connect(RedisOptions.of(server.uri()));
    }

    static Redis connect(RedisOptions options) {
        return Redis.connect(options.toBuilder()
                .timeouts(new Timeouts(LONG, LONG, LONG, LONG))
                .pool(PoolOptions.builder().maxWait(LONG).build())
                .build());
    }

    /** For raw commands, as another service sends them. */
    static RedisClient raw(RedisServer server) {
        URI uri = server.uri();
        return RedisClient.builder()
                .hostAndPort(JedisURIHelper.getHostAndPort(uri))
                .clientConfig(DefaultJedisClientConfig.builder()
                        .user(JedisURIHelper.getUser(uri))
                        .password(JedisURIHelper.getPassword(uri))
                        .timeoutMillis((int) LONG.toMillis())
                        .build())
                .build();
    }

    static ConditionFactory await() {
        return Awaitility.await().atMost(LONG);
    }
}
