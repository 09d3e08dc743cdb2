package dev.redkeep.benchmarks.caches;

import static dev.redkeep.core.key.Segment.number;

import dev.redkeep.benchmarks.Many;
import dev.redkeep.benchmarks.contender.Clients;
import dev.redkeep.cache.Cache;
import dev.redkeep.cache.CacheOptions;
import dev.redkeep.cache.CacheSchema;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.ttl.TtlPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.redisson.api.RMapCache;
import org.redisson.api.RedissonClient;
import org.springframework.data.redis.cache.BatchStrategies;
import org.springframework.data.redis.cache.BatchStrategy;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializer;

/** Those that can forget many values: we those under a tag, the others those of a whole cache. JetCache can do neither. */
final class TaggedPeers {
    private static final Duration AGE = Duration.ofHours(1);
    private static final int BATCH = 1_000;
    private static final String TAG = "author:5";
    private static final String VALUE = "v".repeat(100);
    private static final KeyPattern1<Long> VALUES = KeyPattern.of("bench:tagged:{n}", number())
            .string()
            .ttl(TtlPolicy.fixed(AGE))
            .owner("benchmarks");

    private TaggedPeers() {}

    static List<Tagged> on(URI server) {
        return List.of(
                ours(server),
                redisson(server),
                spring(server, "clear, by KEYS", BatchStrategies.keys()),
                spring(server, "clear, by SCAN", BatchStrategies.scan(BATCH)));
    }

    private static Tagged ours(URI server) {
        Redis redis = Clients.ours(server);
        Cache<Long, String> cache = Cache.on(
                redis,
                CacheSchema.of(VALUES, Codec.string()).taggedBy((n, value) -> List.of(TAG)),
                CacheOptions.defaults());
        return new Tagged(
                "ours",
                "invalidateTag",
                values -> Many.each(values, n -> cache.put((long) n, VALUE)),
                n -> cache.getIfPresent(n).isPresent(),
                () -> cache.invalidateTag(TAG),
                () -> {
                    cache.close();
                    redis.close();
                });
    }

    private static Tagged redisson(URI server) {
        RedissonClient client = Clients.redisson(server);
        RMapCache<Long, String> map = client.getMapCache("redisson:" + TAG);
        return new Tagged(
                "Redisson",
                "RMapCache.clear",
                values -> {
                    for (long first = 0; first < values; first += BATCH) {
                        Map<Long, String> batch = new HashMap<>();
                        for (long n = first; n < Math.min(values, first + BATCH); n++) {
                            batch.put(n, VALUE);
                        }
                        map.putAll(batch, AGE.toSeconds(), TimeUnit.SECONDS);
                    }
                },
                map::containsKey,
                map::clear,
                client::shutdown);
    }

    private static Tagged spring(URI server, String how, BatchStrategy strategy) {
        LettuceConnectionFactory connections = Clients.spring(server);
        org.springframework.cache.Cache cache = Clients.springCache(
                connections, TAG, RedisSerializer.string(), writing -> writing.batchStrategy(strategy));
        return new Tagged(
                "Spring RedisCache",
                how,
                values -> Many.each(values, n -> cache.put((long) n, VALUE)),
                n -> cache.get(n) != null,
                cache::clear,
                connections::destroy);
    }
}
