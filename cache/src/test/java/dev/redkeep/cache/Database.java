package dev.redkeep.cache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Where values live. */
final class Database implements CacheLoader<String, String> {
    final Map<String, String> rows = new ConcurrentHashMap<>();
    final AtomicInteger reads = new AtomicInteger();

    Database with(String key, String value) {
        rows.put(key, value);
        return this;
    }

    @Override
    public @Nullable String load(String key) {
        reads.incrementAndGet();
        return rows.get(key);
    }
}
