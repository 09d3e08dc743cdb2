package dev.redkeep.cache;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * A {@link Cache} with a loader of its own.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public interface LoadingCache<K, V> extends Cache<K, V> {
    /**
     * What is cached, or else what the loader reads; see {@link Cache#get(Object, CacheLoader)}.
     *
     * @param key the key
     * @return the value; empty if there is none
     * @throws CacheLoadException as {@link Cache#get(Object, CacheLoader)}
     */
    Optional<V> get(K key);

    /**
     * The same, and where it came from.
     *
     * @param key the key
     * @return the value, and how it was found
     * @throws CacheLoadException as {@link Cache#get(Object, CacheLoader)}
     */
    Lookup<V> lookUp(K key);

    /**
     * What is cached for many keys, or else what one call of the loader reads; see {@link Cache#getAll(Collection, CacheLoader)}.
     *
     * @param keys the keys, at most 10,000
     * @return the values by their keys; what does not exist is left out
     * @throws CacheLoadException as {@link Cache#get(Object, CacheLoader)}
     */
    Map<K, V> getAll(Collection<? extends K> keys);

    /**
     * Loads what is missing of many keys, in batches. Blocks until all is done, or the options say stop; ends early if Redis is away or
     * refuses, or the cache is closed, and does nothing if caching is switched off.
     *
     * @param keys the keys, in an order that stays the same if it is to be resumed; read as it goes
     * @param options how many at once, how fast, who is told, and where to begin
     * @return what was done. Batches that failed are counted, the first is logged, and what a loader threw is told to the listener;
     *     the rest goes on
     * @throws NullPointerException if a key is null: no key of its batch was looked for, those before it were warmed
     */
    WarmingProgress warm(Iterator<? extends K> keys, WarmingOptions options);
}
