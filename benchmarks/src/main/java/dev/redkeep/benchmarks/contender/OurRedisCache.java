package dev.redkeep.benchmarks.contender;

import static dev.redkeep.core.key.Segment.number;

import dev.redkeep.cache.Cache;
import dev.redkeep.cache.CacheOptions;
import dev.redkeep.cache.CacheSchema;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import java.util.Map;

/** Our cache in Redis alone: with a header, and a mark if it can be cleared. */
final class OurRedisCache implements AutoCloseable {
    private static final KeyPattern1<Long> ARTICLES = articles("bench:cached:{n}");
    private static final KeyPattern1<Long> ONE_KEY_ARTICLES = articles("bench:cached-one-key:{n}");

    private final Cache<Long, Article> cache;

    private OurRedisCache(Redis redis, CacheSchema<Long, Article> schema) {
        cache = Cache.on(
                redis, schema, CacheOptions.builder().maxValueBytes(1 << 16).build());
    }

    static OurRedisCache clearable(Redis redis) {
        return new OurRedisCache(redis, CacheSchema.of(ARTICLES, Codec.json(Article.class)));
    }

    static OurRedisCache notClearable(Redis redis) {
        return new OurRedisCache(
                redis,
                CacheSchema.of(ONE_KEY_ARTICLES, Codec.json(Article.class)).notClearable());
    }

    private static KeyPattern1<Long> articles(String template) {
        return KeyPattern.of(template, number())
                .string()
                .persistent("the server is emptied after the run")
                .owner("benchmarks");
    }

    void fill() {
        for (long n = 0; n < Data.VALUES; n++) {
            cache.put(n, Article.of(n));
        }
    }

    Object read() {
        return cache.getIfPresent(Data.any(Data.VALUES)).orElseThrow();
    }

    Object readMany() {
        Map<Long, Article> found = cache.getAllPresent(Data.hundred());
        if (found.size() < Data.HUNDRED) {
            throw new IllegalStateException("not prepared");
        }
        return found;
    }

    @Override
    public void close() {
        cache.close();
    }
}
