package dev.redkeep.cache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Which keys are not to be loaded anew for a while, since that failed: as long as it took, so that at most half of the time is spent on
 * it, and a second at least. Remembers so many only. Safe to share between threads.
 */
final class Pauses<K> {
    private static final long LEAST = TimeUnit.SECONDS.toNanos(1);
    private static final int MOST_KEYS = 10_000;

    private final Map<K, Long> ends = new ConcurrentHashMap<>();

    void begin(K key, long took) {
        if (ends.size() >= MOST_KEYS) {
            long now = System.nanoTime();
            ends.values().removeIf(end -> now - end >= 0);
        }
        if (ends.size() < MOST_KEYS) {
            ends.put(key, System.nanoTime() + Math.max(LEAST, took));
        }
    }

    boolean has(K key) {
        Long end = ends.get(key);
        if (end == null) {
            return false;
        }
        if (System.nanoTime() - end < 0) {
            return true;
        }
        ends.remove(key, end);
        return false;
    }
}
