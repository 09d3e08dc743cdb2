package dev.redkeep.cache;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody saw, and of what use it is now.
 *
 * @param look what was there
 * @param state of what use it is
 * @param freshNanos how much longer it is fresh, if it was asked
 * @param ahead what a level above needs to have it loaded anew in time; null if it is not to
 */
record Sight<V>(
        Look<V> look,
        State state,
        long freshNanos,
        @Nullable Ahead ahead) {
    Sight(Look<V> look, State state, long freshNanos) {
        this(look, state, freshNanos, null);
    }

    enum State {
        /** Nothing. */
        MISS,
        /** To be served. */
        FRESH,
        /** To be served, and to be loaded anew, since its time is over soon. */
        AHEAD,
        /** To be served, and to be loaded anew, since its time is over. */
        STALE,
        /** To be served only if the loader fails. */
        OVER
    }

    boolean hit() {
        return state == State.FRESH || state == State.AHEAD || state == State.STALE;
    }

    boolean refresh() {
        return state == State.AHEAD || state == State.STALE;
    }

    /** The value as a hit; null if there is nothing that can be served at all. */
    @Nullable
    Held<V> held() {
        Entry<V> entry = look.entry();
        if (state == State.MISS || entry == null) {
            return null;
        }
        boolean stale = state == State.STALE || state == State.OVER;
        return new Held<>(
                entry.value(),
                new Lookup<>(Optional.ofNullable(entry.value()), Lookup.Origin.REDIS, stale, false),
                stale ? 0 : freshNanos,
                entry.weight(),
                entry.marks(),
                ahead);
    }
}
