package dev.redkeep.cache;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is cached from where it lives, such as a database. It must see every change whose invalidation was called after
 * the change was committed: a replica that lags makes any cache stale.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@FunctionalInterface
public interface CacheLoader<K, V> {
    /**
     * Reads one value. It may be called by many threads at once, for different keys.
     *
     * @param key the key
     * @return the value; null if there is none, which is cached too ({@link CacheSchema#absentFor})
     * @throws Exception if it cannot be told. Nothing is cached then, and who asked gets this exception if it is unchecked, else
     *     a {@link CacheLoadException} with it as its cause
     */
    @Nullable
    V load(K key) throws Exception;

    /**
     * Reads many values; by itself one after the other.
     *
     * @param keys the keys, at least one
     * @return the values by their keys; what is left out does not exist. Other keys than those asked for are ignored
     * @throws Exception as {@link #load}
     */
    default Map<K, V> loadAll(Set<? extends K> keys) throws Exception {
        Map<K, V> values = new HashMap<>();
        for (K key : keys) {
            V value = load(key);
            if (value != null) {
                values.put(key, value);
            }
        }
        return values;
    }

    /**
     * A loader from a function that answers an {@link Optional}, such as a repository's {@code findById}.
     *
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @param find reads one value; empty if there is none
     * @return the loader
     */
    static <K, V> CacheLoader<K, V> ofOptional(Function<? super K, Optional<? extends V>> find) {
        return key -> find.apply(key).orElse(null);
    }
}
