package dev.redkeep.cache;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A cache as the level above it sees it: what {@link Cache} does, with more told of each value. Its methods' rules are those. */
interface Source<K, V> extends AutoCloseable {
    /** What is cached; null if it is not, an absent value if that is known. */
    @Nullable
    Held<V> find(K key);

    /** As {@link #find}; what is not cached is left out. */
    Map<K, Held<V>> findAll(Collection<? extends K> keys);

    Held<V> get(K key, CacheLoader<? super K, ? extends V> loader);

    /** One for each key: absent values too. */
    Map<K, Held<V>> getAll(Collection<? extends K> keys, CacheLoader<? super K, ? extends V> loader);

    /**
     * Has a value loaded anew beside those who read it, if it is still the one; waits for nothing.
     *
     * @param freshUntil until when the value is fresh that was read, as {@link Ahead} has it
     */
    void refresh(K key, long freshUntil, CacheLoader<? super K, ? extends V> loader);

    void put(K key, V value);

    void write(K key, V value, CacheWriter<? super K, ? super V> writer);

    void invalidate(Collection<? extends K> keys);

    /** Forgets what has a mark, as {@link Marks} names it. */
    void invalidateMark(String mark);

    @Override
    void close();
}
