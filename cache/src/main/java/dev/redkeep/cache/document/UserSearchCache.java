package dev.redkeep.cache.document;

import dev.redkeep.cache.Cache;
import dev.redkeep.cache.CacheLoader;
import dev.redkeep.cache.CacheOptions;
import dev.redkeep.cache.CacheSchema;
import dev.redkeep.cache.LoadingCache;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.key.KeyPattern2;
import dev.redkeep.core.schema.CacheKeys;

/**
 * Makes caches of a user's search results, as T6 describes them: {@code tk:search:{user_id}:{filters_digest}}, 5 min, JSON. The document
 * leaves the digest open; here it is SHA-256 in hexadecimal, of the query's normal form.
 */
public final class UserSearchCache {
    private UserSearchCache() {}

    /**
     * A cache of users' search results. All of one user's are forgotten by {@code invalidateGroup(Long.toString(user))}.
     *
     * @param <R> the results
     * @param redis the client; it stays the application's to close
     * @param layout documented; or hardened, which a Redis Cluster needs
     * @param codec the results
     * @param options how it behaves
     * @param search searches
     * @return the cache; close it
     * @throws IllegalArgumentException as {@link Cache#on(Redis, CacheSchema, CacheOptions, CacheLoader)}
     */
    public static <R> LoadingCache<UserSearch, R> on(
            Redis redis, KeyLayout layout, Codec<R> codec, CacheOptions options, CacheLoader<UserSearch, R> search) {
        KeyPattern2<Long, String> pattern = CacheKeys.USER_SEARCH.in(layout);
        CacheSchema<UserSearch, R> schema = CacheSchema.<UserSearch, R>documented(
                        pattern,
                        each -> pattern.key(
                                each.user(), Fingerprints.of(each.query().toString())),
                        codec)
                .groupedBy(each -> Long.toString(each.user()));
        return Cache.on(redis, schema, options, search);
    }
}
