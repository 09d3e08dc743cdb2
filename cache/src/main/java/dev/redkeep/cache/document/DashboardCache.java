package dev.redkeep.cache.document;

import dev.redkeep.cache.Cache;
import dev.redkeep.cache.CacheLoader;
import dev.redkeep.cache.CacheOptions;
import dev.redkeep.cache.CacheSchema;
import dev.redkeep.cache.LoadingCache;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.key.KeyPattern3;
import dev.redkeep.core.schema.CacheKeys;
import java.time.LocalDate;

/** Makes caches of analytics, as T7 describes them: {@code tk:analytics:dashboard:{user_id}:{from}:{to}}, 15 min, JSON. */
public final class DashboardCache {
    private DashboardCache() {}

    /**
     * A cache of users' dashboards. All of one user's are forgotten by {@code invalidateGroup(Long.toString(user))}, in one round trip.
     *
     * @param <A> the analytics
     * @param redis the client; it stays the application's to close
     * @param layout documented; or hardened, which a Redis Cluster needs
     * @param codec the analytics
     * @param options how it behaves
     * @param loader computes them
     * @return the cache; close it
     * @throws IllegalArgumentException as {@link Cache#on(Redis, CacheSchema, CacheOptions, CacheLoader)}
     */
    public static <A> LoadingCache<DashboardQuery, A> on(
            Redis redis,
            KeyLayout layout,
            Codec<A> codec,
            CacheOptions options,
            CacheLoader<DashboardQuery, A> loader) {
        KeyPattern3<Long, LocalDate, LocalDate> pattern = CacheKeys.DASHBOARD.in(layout);
        CacheSchema<DashboardQuery, A> schema = CacheSchema.<DashboardQuery, A>documented(
                        pattern, query -> pattern.key(query.user(), query.from(), query.to()), codec)
                .groupedBy(query -> Long.toString(query.user()));
        return Cache.on(redis, schema, options, loader);
    }
}
