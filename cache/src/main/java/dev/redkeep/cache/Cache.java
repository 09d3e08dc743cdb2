package dev.redkeep.cache;

import static java.util.Objects.requireNonNull;

import dev.redkeep.core.client.Redis;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps values before the place where they live, in Redis for all processes and, if {@link CacheOptions#local} says so, in this
 * one's memory too.
 *
 * <pre>{@code
 * CacheSchema<Long, Author> schema = CacheSchema.of(AUTHORS, Codec.json(Author.class)).timeToLive(Duration.ofMinutes(10));
 * LoadingCache<Long, Author> authors = Cache.on(redis, schema, CacheOptions.defaults(), repository::load);
 *
 * Optional<Author> author = authors.get(123L);     // one load in the fleet, however many ask
 * repository.save(changed);                        // first the database,
 * authors.invalidate(123L);                        // then the cache
 * }</pre>
 *
 * <p><b>Never stale after an invalidation.</b> Whoever begins to read when an invalidation has returned never gets an older
 * value from Redis, even if a loader that had read the database before is still under way: what it brings is given to those who
 * waited for it, and not stored. Values in the memory of <em>other</em> processes follow as soon as they hear of it; {@link
 * LocalOptions#staleness} bounds that, also if Redis loses a message or the network is cut. Another
 * cache of the same schema in this process is as one in another. What Redis itself loses, by a failover or a restart that had not
 * stored the invalidation yet, is not known here.
 *
 * <p><b>Redis away.</b> No read fails because Redis does: reads become loads behind a breaker, and are counted ({@link
 * CacheStats#degraded}); without a loader nothing is found. What changes something does throw a {@link
 * dev.redkeep.core.client.RedisException}, since it may matter that others still see the old value.
 *
 * <p><b>Switched off.</b> If the application does not want it ({@code REDIS_CACHE_ENABLED=false}, {@link
 * dev.redkeep.core.client.Features#cache}), nothing is sent, nothing is found, and each {@code get} is a load.
 *
 * <p><b>Closed.</b> From {@link #close} on all methods but {@link #stats} throw an {@link IllegalStateException}. Those that are under
 * way then go on; if one would begin a load it is a {@link CacheLoadException}.
 *
 * <p>Safe to share between threads. Values of the local level are shared between callers: they must not be altered. Null keys
 * and values are a {@link NullPointerException}; a key that the schema's pattern refuses is an {@link IllegalArgumentException}.
 *
 * @param <K> the type of the keys; with {@code equals} and {@code hashCode}
 * @param <V> the type of the values
 */
public interface Cache<K, V> extends AutoCloseable {
    /**
     * A cache that loads nothing by itself.
     *
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @param redis the client; it stays the application's to close
     * @param schema what is stored, and for how long
     * @param options how it behaves
     * @return the cache; close it
     * @throws IllegalArgumentException if the schema cannot have what the options ask for, or not on this server. The message
     *     says what, and what to do instead
     * @throws dev.redkeep.core.client.RedisException if the options ask for a local level and no server answers, or the server tells of
     *     no changes: see {@link Redis#follow}
     */
    static <K, V> Cache<K, V> on(Redis redis, CacheSchema<K, V> schema, CacheOptions options) {
        return Caches.on(redis, schema, options, null);
    }

    /**
     * A cache that loads what is missing.
     *
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @param redis the client; it stays the application's to close
     * @param schema what is stored, and for how long
     * @param options how it behaves
     * @param loader reads what is missing
     * @return the cache; close it
     * @throws IllegalArgumentException if the schema cannot have what the options ask for, or not on this server. The message
     *     says what, and what to do instead
     * @throws dev.redkeep.core.client.RedisException if the options ask for a local level and no server answers, or the server tells of
     *     no changes: see {@link Redis#follow}
     */
    static <K, V> LoadingCache<K, V> on(
            Redis redis, CacheSchema<K, V> schema, CacheOptions options, CacheLoader<? super K, ? extends V> loader) {
        return Caches.on(redis, schema, options, requireNonNull(loader, "loader"));
    }

    /**
     * What is cached, and nothing else: one round trip, or none.
     *
     * @param key the key
     * @return the value; empty if it is not cached, is known to be absent, cannot be read, or Redis is away
     */
    Optional<V> getIfPresent(K key);

    /**
     * What is cached for many keys, in one round trip for each node that serves some of them.
     *
     * @param keys the keys, at most 10,000; those given twice count once
     * @return the values by their keys; what is not cached is left out
     * @throws IllegalArgumentException if there are more
     */
    Map<K, V> getAllPresent(Collection<? extends K> keys);

    /**
     * What is cached, or else what the loader reads, which is then cached. One load is under way for a key in the fleet; who
     * comes meanwhile waits for it. One round trip if it is cached; else three, and the load. It waits for others as long as a load may
     * take ({@link CacheOptionsBuilder#loadTimeout}), and then loads by itself: so it ends in twice that time, and what Redis may take
     * ({@link CacheOptionsBuilder#deadline}) for its trips.
     *
     * @param key the key
     * @param loader reads what is missing
     * @return the value; empty if there is none
     * @throws CacheLoadException if the loader threw a checked exception, or did not answer in {@link CacheOptions#loadTimeout}
     * @throws IllegalStateException if it is called from a loader that is loading this key, directly or through others
     */
    Optional<V> get(K key, CacheLoader<? super K, ? extends V> loader);

    /**
     * What is cached for many keys, or else what one call of the loader reads, which is then cached. What others are loading is
     * waited for, and what they don't bring is loaded by one call again; it ends in the time that {@link #get} has.
     *
     * @param keys the keys, at most 10,000; those given twice count once
     * @param loader reads all that is missing by {@link CacheLoader#loadAll}, but for what others are loading
     * @return the values by their keys; what does not exist is left out
     * @throws CacheLoadException as {@link #get}
     * @throws IllegalArgumentException if there are more keys
     */
    Map<K, V> getAll(Collection<? extends K> keys, CacheLoader<? super K, ? extends V> loader);

    /**
     * Stores a value that the caller knows to be the newest, and ends loads that are under way, as an invalidation does. Two who
     * put at once may end in another order than they wrote to the database: there {@link #invalidate} is the safe way, or {@link
     * #write}. One round trip; two where values can be forgotten by tag, group or all, since they then carry marks.
     *
     * @param key the key
     * @param value the value
     * @throws dev.redkeep.core.client.RedisException if Redis did not take it
     */
    void put(K key, V value);

    /**
     * Writes through: keeps loads from storing, lets the writer write, then stores the value. Of two who write one key at once
     * neither stores: the next reader loads. Two round trips, and the write. What is stored is the value as it is before the write: it
     * is encoded first, so that what the codec or the schema's functions throw is thrown with nothing written.
     *
     * @param key the key
     * @param value the value
     * @param writer writes to where the value lives. If it throws, the value in the cache is gone, and what it threw is thrown
     * @throws CacheLoadException if the writer threw a checked exception, which is the cause
     * @throws dev.redkeep.core.client.RedisException if Redis failed before the writer was called, which then is not; or after it, so
     *     that the value may be missing from the cache, but never the old one in it
     */
    void write(K key, V value, CacheWriter<? super K, ? super V> writer);

    /**
     * Forgets a value, for all processes: call it when the change is committed. One round trip.
     *
     * @param key the key
     * @throws dev.redkeep.core.client.RedisException if Redis failed: others may see the old value until it expires
     */
    void invalidate(K key);

    /**
     * Forgets many values, for all processes, each atomically: for each thousand one round trip for each node that serves some of them.
     * While Redis does not answer each thousand may take {@link CacheOptionsBuilder#deadline}.
     *
     * @param keys the keys
     * @throws dev.redkeep.core.client.RedisException if Redis failed for some; all were tried
     */
    void invalidateAll(Collection<? extends K> keys);

    /**
     * Forgets all values with a tag, in one round trip whose cost does not depend on how many there are. They are invalid from then on
     * for caches of this schema; their bytes stay in Redis until their time is over, where another program may read documented ones.
     *
     * @param tag the tag, as {@link CacheSchema#taggedBy} gives it; not empty, up to 1,024 characters
     * @throws UnsupportedOperationException if the schema has no tags
     * @throws dev.redkeep.core.client.RedisException if Redis failed: others may see old values
     */
    void invalidateTag(String tag);

    /**
     * Forgets all values of a group, such as all of one user's, as {@link #invalidateTag} does.
     *
     * @param group the group, as {@link CacheSchema#groupedBy} gives it; not empty, up to 1,024 characters
     * @throws UnsupportedOperationException if the schema has no groups
     * @throws dev.redkeep.core.client.RedisException if Redis failed: others may see old values
     */
    void invalidateGroup(String group);

    /**
     * Forgets everything, as {@link #invalidateTag} does.
     *
     * @throws UnsupportedOperationException if the schema cannot be cleared: see {@link CacheSchema#clearable} and
     *     {@link CacheSchema#notClearable}
     * @throws dev.redkeep.core.client.RedisException if Redis failed: others may see old values
     */
    void clear();

    /**
     * What was counted since the cache was built.
     *
     * @return a snapshot
     */
    CacheStats stats();

    /**
     * Ends the connection of the local level and waits for loads under way until their time is over. What Redis holds stays. Closing
     * again does nothing, and waits for nothing.
     */
    @Override
    void close();
}
