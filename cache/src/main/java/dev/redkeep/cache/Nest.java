package dev.redkeep.cache;

import java.util.Collection;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What a thread is loading, and for what load that is: a loader may ask for other values, but not for its own.
 *
 * @param cache whose load it is
 * @param outer the load that asked for this; null if none did
 */
record Nest(Object cache, Collection<?> keys, @Nullable Nest outer) {
    private static final ThreadLocal<@Nullable Nest> NESTS = new ThreadLocal<>();

    /** What this thread is loading; null if nothing. */
    static @Nullable Nest present() {
        return NESTS.get();
    }

    /** Whether this thread is loading a key, directly or for another load. */
    static boolean holds(Object cache, Object key) {
        for (Nest nest = NESTS.get(); nest != null; nest = nest.outer) {
            if (nest.cache == cache && nest.keys.contains(key)) {
                return true;
            }
        }
        return false;
    }

    /** Loads on this thread, whosever it is, for the outer load. */
    <R> R call(Callable<R> load) throws Exception {
        Nest before = NESTS.get();
        NESTS.set(this);
        try {
            return load.call();
        } finally {
            if (before == null) {
                NESTS.remove();
            } else {
                NESTS.set(before);
            }
        }
    }
}
