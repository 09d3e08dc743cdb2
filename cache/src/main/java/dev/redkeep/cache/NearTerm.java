package dev.redkeep.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The memory from one time that it is emptied to the next. Emptying is beginning another term, so it takes no time, however much is
 * held, and what was read in an ended term can never get into the new one.
 *
 * <p>The feed tells keys as bytes: an index leads from their digests to the entries. An entry is in it before it can be answered, and
 * is ended before it leaves it, so that the index is bounded as the memory is, and no change misses what may still be answered.
 */
final class NearTerm<K, V> {
    private final Cache<K, NearEntry<K, V>> entries;
    private final ConcurrentHashMap<Long, NearEntry<K, V>> byDigest = new ConcurrentHashMap<>();
    private volatile long trustedUntilNanos;

    NearTerm(long maximumWeight, LongAdder evictions, long trustedUntilNanos) {
        this.trustedUntilNanos = trustedUntilNanos;
        this.entries = Caffeine.newBuilder()
                .maximumWeight(maximumWeight)
                .weigher((K key, NearEntry<K, V> entry) -> entry.weight())
                .evictionListener((@Nullable K key, @Nullable NearEntry<K, V> entry, RemovalCause cause) -> {
                    if (entry != null) {
                        entry.drop(); // first: it can still be found here when no change finds it any more
                        byDigest.remove(entry.digest(), entry);
                        evictions.increment();
                    }
                })
                .build();
    }

    /** Whether all changes that are older than the promised staleness were told. */
    boolean trusted(long nowNanos) {
        return trustedUntilNanos - nowNanos > 0;
    }

    long trustedUntilNanos() {
        return trustedUntilNanos;
    }

    void trustUntil(long nanos) {
        trustedUntilNanos = nanos;
    }

    @Nullable
    NearEntry<K, V> find(K key) {
        return entries.getIfPresent(key);
    }

    /**
     * Takes an entry in.
     *
     * @param open whether nothing has changed since it was read. Asked when a change that comes now finds the entry: so either it is
     *     false, or the change drops the entry
     */
    void hold(NearEntry<K, V> entry, BooleanSupplier open) {
        entries.asMap().compute(entry.key(), (key, before) -> {
            byDigest.compute(entry.digest(), (digest, other) -> {
                if (other != null) {
                    other.drop(); // of this key; or of one with the same digest, which no change would find any more
                }
                return entry;
            });
            if (open.getAsBoolean()) {
                return entry;
            }
            byDigest.remove(entry.digest(), entry);
            return null;
        });
    }

    /** Removes what is held under a digest. It is ended before it leaves the index: who finds nothing there comes after that. */
    void drop(long digest) {
        NearEntry<K, V> entry = byDigest.get(digest);
        if (entry != null) {
            entry.drop();
            byDigest.remove(digest, entry);
            entries.asMap().remove(entry.key(), entry);
        }
    }

    /** Removes what is held of a key. */
    void discard(K key) {
        NearEntry<K, V> entry = entries.asMap().remove(key);
        if (entry != null) {
            entry.drop();
            byDigest.remove(entry.digest(), entry);
        }
    }

    /** How many entries are held, and how many the index leads to. */
    long[] sizes() {
        entries.cleanUp();
        return new long[] {entries.estimatedSize(), byDigest.size()};
    }
}
