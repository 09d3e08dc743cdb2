package dev.redkeep.benchmarks.contender;

import static java.util.Objects.requireNonNull;

import com.alicp.jetcache.Cache;
import com.alicp.jetcache.CacheValueHolder;
import com.alicp.jetcache.MultiLevelCacheBuilder;
import com.alicp.jetcache.embedded.CaffeineCacheBuilder;
import com.alicp.jetcache.redis.RedisCacheBuilder;
import com.alicp.jetcache.support.JavaValueDecoder;
import com.alicp.jetcache.support.JavaValueEncoder;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.RedisClient;

/** JetCache with both of its levels, Caffeine over Jedis; and with Jedis alone, where values are JSON by Jackson. */
final class JetCache implements Contender {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<CacheValueHolder<Article>> HELD = new TypeReference<>() {};

    private final RedisClient jedis;
    private final Cache<Long, String> cache;
    private final Cache<Long, Article> articles;

    JetCache(Target target) {
        this.jedis = RawJedis.client(target);
        Cache<Long, String> local = CaffeineCacheBuilder.createCaffeineCacheBuilder()
                .limit(10 * Data.VALUES)
                .expireAfterWrite(Data.LOCAL_AGE.toSeconds(), TimeUnit.SECONDS)
                .buildCache();
        Cache<Long, String> remote = RedisCacheBuilder.createRedisCacheBuilder()
                .jedis(jedis)
                .keyPrefix("jetcache:")
                .keyConvertor(Object::toString)
                .valueEncoder(JavaValueEncoder.INSTANCE)
                .valueDecoder(JavaValueDecoder.INSTANCE)
                .expireAfterWrite(Data.SESSION_AGE.toSeconds(), TimeUnit.SECONDS)
                .buildCache();
        this.articles = RedisCacheBuilder.createRedisCacheBuilder()
                .jedis(jedis)
                .keyPrefix("jetcache:article:")
                .keyConvertor(Object::toString)
                .valueEncoder(JetCache::encoded)
                .valueDecoder(JetCache::decoded)
                .expireAfterWrite(Data.SESSION_AGE.toSeconds(), TimeUnit.SECONDS)
                .buildCache();
        this.cache = MultiLevelCacheBuilder.createMultiLevelCacheBuilder()
                .addCache(local, remote)
                .useExpireOfSubCache(true)
                .buildCache();
    }

    @Override
    public String name() {
        return "JetCache";
    }

    @Override
    public Optional<Operation> operation(Row row) {
        return Optional.ofNullable(
                switch (row) {
                    case CACHE_LOCAL -> () -> requireNonNull(cache.get(Data.any(Data.VALUES)));
                    case CACHE_HIT, CACHE_HIT_ONE_KEY -> () -> requireNonNull(articles.get(Data.any(Data.VALUES)));
                    default -> null;
                });
    }

    @Override
    public void prepare(Row row) {
        for (long n = 0; n < Data.VALUES; n++) {
            if (row == Row.CACHE_LOCAL) {
                cache.put(n, Data.kilo());
            } else if (row == Row.CACHE_HIT || row == Row.CACHE_HIT_ONE_KEY) {
                articles.put(n, Article.of(n));
            }
        }
    }

    private static byte[] encoded(Object held) {
        try {
            return JSON.writeValueAsBytes(held);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object decoded(byte[] data) {
        try {
            return JSON.readValue(data, HELD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cache.close();
        articles.close();
        jedis.close();
    }
}
