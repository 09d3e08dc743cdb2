package dev.redkeep.testing;

import org.jspecify.annotations.Nullable;

/** A thing looked for once; found or not, the answer is kept. */
final class Memo<T> {
    private final Source<T> source;
    private @Nullable T found;
    private @Nullable Unavailable missing;

    Memo(Source<T> source) {
        this.source = source;
    }

    /** Where it comes from. */
    interface Source<T> {
        T get() throws Unavailable;
    }

    synchronized T get() throws Unavailable {
        if (missing != null) {
            throw missing;
        }
        T thing = found;
        if (thing == null) {
            try {
                thing = source.get();
                found = thing;
            } catch (Unavailable e) {
                missing = e;
                throw e;
            }
        }
        return thing;
    }
}
