package dev.redkeep.cache;

import static dev.redkeep.core.key.Segment.text;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.ttl.TtlPolicy;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import redis.clients.jedis.RedisClient;

/** Two clients of one server, as two processes have, beside one that sends raw commands. */
@RedisTest
abstract class OnRedis {
    static final KeyPattern1<String> AUTHOR = KeyPattern.of("author:{name}", text().hashTag())
            .string()
            .ttl(TtlPolicy.between(Duration.ofMillis(1), Duration.ofHours(1)))
            .owner("tests");
    static final CacheSchema<String, String> PLAIN = CacheSchema.of(AUTHOR, Codec.string());

    Redis one;
    Redis other;
    RedisClient raw;
    private final List<Cache<?, ?>> caches = new ArrayList<>();

    @BeforeEach
    void connect(RedisServer server) {
        raw = Patience.raw(server.uri());
        one = Redis.connect(clients(server));
        other = Redis.connect(clients(server));
    }

    /** How the two clients connect. */
    RedisOptions clients(RedisServer server) {
        return Patience.of(server.uri());
    }

    @AfterEach
    void closeAll() {
        caches.forEach(Cache::close);
        raw.close();
        one.close();
        other.close();
    }

    /** Patient with a server that others keep busy. */
    static CacheOptionsBuilder options() {
        return CacheOptions.builder().deadline(Duration.ofSeconds(40)).loadTimeout(Duration.ofSeconds(40));
    }

    LoadingCache<String, String> cache(
            Redis redis, CacheSchema<String, String> schema, CacheOptions options, CacheLoader<String, String> loader) {
        LoadingCache<String, String> cache = Cache.on(redis, schema, options, loader);
        caches.add(cache);
        return cache;
    }

    LoadingCache<String, String> cache(
            Redis redis, CacheSchema<String, String> schema, CacheLoader<String, String> loader) {
        return cache(redis, schema, options().build(), loader);
    }

    /** All that a schema can have. */
    static CacheSchema<String, String> marked() {
        return PLAIN.absentFor(Duration.ofMinutes(30))
                .taggedBy((key, value) -> List.of("tag-" + key, "any"))
                .groupedBy(key -> "group-" + key);
    }

    /** The same of values that other programs know. */
    static CacheSchema<String, String> documented() {
        return CacheSchema.documented(AUTHOR, Codec.string());
    }

    static KeyPattern1<String> hardened() {
        return AUTHOR.in(KeyLayout.HARDENED);
    }
}
