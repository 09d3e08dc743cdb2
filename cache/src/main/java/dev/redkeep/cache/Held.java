package dev.redkeep.cache;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value with what the level above must know of it.
 *
 * @param value the value; null if it is known to be absent
 * @param lookup where it came from, whether it is stale, whether Redis was away
 * @param freshNanos how much longer it may be held above, in nanoseconds; 0 or less if not at all: it is stale, was not stored, or
 *     Redis was away
 * @param weight its size in bytes as stored, about
 * @param tags its tags and its group, as {@link Marks} names them, for invalidation above
 * @param ahead what the level above needs to have it loaded anew in time; null if it is not to
 */
record Held<V>(
        @Nullable V value,
        Lookup<V> lookup,
        long freshNanos,
        int weight,
        List<String> tags,
        @Nullable Ahead ahead) {
    /** One that is not loaded anew ahead of its end. */
    Held(@Nullable V value, Lookup<V> lookup, long freshNanos, int weight, List<String> tags) {
        this(value, lookup, freshNanos, weight, tags, null);
    }
}
