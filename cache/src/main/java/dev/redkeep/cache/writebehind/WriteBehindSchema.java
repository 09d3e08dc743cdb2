package dev.redkeep.cache.writebehind;

import static java.util.Objects.requireNonNull;

import dev.redkeep.core.codec.Codec;
import java.util.regex.Pattern;

/**
 * What a queue stores: its name and the codecs of keys and values. All processes that share a queue must have the same. Immutable.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 * @param name the queue's name, a part of its keys in Redis: 1 to 100 letters, digits and {@code _ . -}. It is no secret
 * @param keys the keys, such as {@link Codec#string()} or {@link Codec#longs()}: equal keys must give equal bytes, at most 65,536
 * @param values the values. Data that it can't read count as a failure and are tried again, so that a process with a newer codec can
 *     take them; then they are set aside
 */
public record WriteBehindSchema<K, V>(String name, Codec<K> keys, Codec<V> values) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

    /**
     * Checks the parts.
     *
     * @param name see the record
     * @param keys see the record
     * @param values see the record
     * @throws IllegalArgumentException if the name is empty, too long, or has another character
     */
    public WriteBehindSchema {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name must have 1 to 100 letters, digits and _ . -");
        }
        requireNonNull(keys, "keys");
        requireNonNull(values, "values");
    }
}
