package dev.redkeep.cache;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is cached for a key, and valid as far as its marks go.
 *
 * @param value the value; null if it is known that there is none
 * @param envelope what is remembered about it; null if another program wrote it
 * @param weight its size in bytes as stored
 * @param marks its tags and its group, as {@link Marks} names them
 */
record Entry<V>(@Nullable V value, @Nullable Envelope envelope, int weight, List<String> marks) {}
