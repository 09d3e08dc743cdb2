package dev.redkeep.cache.document;

import dev.redkeep.cache.Cache;
import dev.redkeep.cache.CacheLoader;
import dev.redkeep.cache.CacheOptions;
import dev.redkeep.cache.CacheSchema;
import dev.redkeep.cache.LoadingCache;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.schema.CacheKeys;

/** Makes caches of search results, as D16 describes them: {@code search_cache:{normalized_query}}, 10 min, JSON. */
public final class SearchCache {
    private SearchCache() {}

    /**
     * A cache of search results.
     *
     * @param redis the client; it stays the application's to close
     * @param layout documented; or hardened, which a Redis Cluster needs
     * @param options how it behaves
     * @param search searches
     * @return the cache; close it
     * @throws IllegalArgumentException as {@link Cache#on(Redis, CacheSchema, CacheOptions, CacheLoader)}
     */
    public static LoadingCache<SearchQuery, SearchResults> on(
            Redis redis, KeyLayout layout, CacheOptions options, CacheLoader<SearchQuery, SearchResults> search) {
        KeyPattern1<String> pattern = CacheKeys.SEARCH.in(layout);
        CacheSchema<SearchQuery, SearchResults> schema = CacheSchema.documented(
                pattern, query -> pattern.key(query.toString()), Codec.json(SearchResults.class));
        return Cache.on(redis, schema, options, search);
    }
}
