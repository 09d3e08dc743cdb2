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

/**
 * Makes caches of response bodies, as T5 describes them: {@code tk:cache:{digest}}, 5 min, the body's bytes. The document's digest is MD5 of
 * texts with a colon between, where a query can imitate a user; and its way to forget a user's pages never finds one. Here the digest is
 * SHA-256 of method, path, query and partition, each with its length, and a user is a group. Which responses may be cached (a GET that
 * answered 200, no {@code Set-Cookie}, {@code Cache-Control} and {@code Vary} heeded) is for who serves them to decide.
 */
public final class ResponseCache {
    /** The group of what is nobody's own. */
    private static final String EVERYBODY = "everybody";

    private ResponseCache() {}

    /**
     * A cache of response bodies. All of one user's are forgotten by {@code invalidateGroup("u:" + user)}, in one round trip.
     *
     * @param redis the client; it stays the application's to close
     * @param layout documented; or hardened, which a Redis Cluster needs
     * @param options how it behaves
     * @param handler makes the body; null for a response that must not be cached
     * @return the cache; close it
     * @throws IllegalArgumentException as {@link Cache#on(Redis, CacheSchema, CacheOptions, CacheLoader)}
     */
    public static LoadingCache<ResponseRequest, byte[]> on(
            Redis redis, KeyLayout layout, CacheOptions options, CacheLoader<ResponseRequest, byte[]> handler) {
        KeyPattern1<String> pattern = CacheKeys.RESPONSE.in(layout);
        CacheSchema<ResponseRequest, byte[]> schema = CacheSchema.<ResponseRequest, byte[]>documented(
                        pattern, request -> pattern.key(request.fingerprint()), Codec.bytes())
                .groupedBy(request -> request.user().map(user -> "u:" + user).orElse(EVERYBODY));
        return Cache.on(redis, schema, options, handler);
    }
}
