package dev.redkeep.cache;

import java.util.Collection;
import java.util.Map;

/** What a cache asks when it is closed: each call says so. */
final class Closed<K, V> implements Source<K, V> {
    private final String pattern;

    Closed(String pattern) {
        this.pattern = pattern;
    }

    IllegalStateException failure() {
        return new IllegalStateException("The cache of " + pattern + " is closed");
    }

    @Override
    public Held<V> find(K key) {
        throw failure();
    }

    @Override
    public Map<K, Held<V>> findAll(Collection<? extends K> keys) {
        throw failure();
    }

    @Override
    public Held<V> get(K key, CacheLoader<? super K, ? extends V> loader) {
        throw failure();
    }

    @Override
    public Map<K, Held<V>> getAll(Collection<? extends K> keys, CacheLoader<? super K, ? extends V> loader) {
        throw failure();
    }

    @Override
    public void refresh(K key, long freshUntil, CacheLoader<? super K, ? extends V> loader) {
        throw failure();
    }

    @Override
    public void put(K key, V value) {
        throw failure();
    }

    @Override
    public void write(K key, V value, CacheWriter<? super K, ? super V> writer) {
        throw failure();
    }

    @Override
    public void invalidate(Collection<? extends K> keys) {
        throw failure();
    }

    @Override
    public void invalidateMark(String mark) {
        throw failure();
    }

    @Override
    public void close() {}
}
