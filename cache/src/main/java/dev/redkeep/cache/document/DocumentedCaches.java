package dev.redkeep.cache.document;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.redkeep.cache.Cache;
import dev.redkeep.cache.CacheLoader;
import dev.redkeep.cache.CacheOptions;
import dev.redkeep.cache.CacheSchema;
import dev.redkeep.cache.LoadingCache;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.key.KeyPattern1;
import java.util.ArrayList;
import java.util.List;

/** Opens caches in the documented form on one client, and closes all of them. */
final class DocumentedCaches implements AutoCloseable {
    private static final Codec<List<Long>> IDS = Codec.json(new TypeReference<List<Long>>() {});

    private final Redis redis;
    private final KeyLayout layout;
    private final CacheOptions options;
    private final List<Cache<?, ?>> opened = new ArrayList<>();

    DocumentedCaches(Redis redis, KeyLayout layout, CacheOptions options) {
        this.redis = redis;
        this.layout = layout;
        this.options = options;
    }

    /** If one cannot be opened, those before are closed. */
    <K, V> LoadingCache<K, V> open(KeyPattern1<K> pattern, Codec<V> codec, CacheLoader<K, V> loader) {
        try {
            LoadingCache<K, V> cache =
                    Cache.on(redis, CacheSchema.documented(pattern.in(layout), codec), options, loader);
            opened.add(cache);
            return cache;
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    LoadingCache<Long, List<Long>> ids(KeyPattern1<Long> pattern, CacheLoader<Long, List<Long>> loader) {
        return open(pattern, IDS, loader);
    }

    @Override
    public void close() {
        opened.forEach(Cache::close);
    }
}
