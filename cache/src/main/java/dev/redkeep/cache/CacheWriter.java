package dev.redkeep.cache;

/**
 * Writes a value to where it lives, such as a database.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@FunctionalInterface
public interface CacheWriter<K, V> {
    /**
     * Writes one value, and returns when it is committed.
     *
     * @param key the key
     * @param value the value
     * @throws Exception if it was not written
     */
    void write(K key, V value) throws Exception;
}
