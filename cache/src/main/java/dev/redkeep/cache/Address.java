package dev.redkeep.cache;

import dev.redkeep.core.key.Key;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a value is.
 *
 * @param key what the caller calls it
 * @param value its key
 * @param note the key of what is remembered about it, if that is looked at and not stored with it
 * @param all the mark of the whole cache, if it can be cleared
 * @param group its group's mark by name, if it has one
 * @param groupMark that mark's key
 */
record Address<K>(
        K key,
        Key value,
        @Nullable Key note,
        @Nullable Key all,
        @Nullable String group,
        @Nullable Key groupMark) {
    /** What is read at once, always in this order. */
    List<Key> reads() {
        List<Key> keys = new ArrayList<>(4);
        addOwn(keys);
        add(keys, all);
        add(keys, groupMark);
        return keys;
    }

    /** Adds what is of this value alone, always in this order. */
    void addOwn(List<Key> keys) {
        keys.add(value);
        add(keys, note);
    }

    private static void add(List<Key> keys, @Nullable Key key) {
        if (key != null) {
            keys.add(key);
        }
    }

    /** Never a key. */
    @Override
    public String toString() {
        return value.toString();
    }
}
