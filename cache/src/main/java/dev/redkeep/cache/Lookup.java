package dev.redkeep.cache;

import java.util.Optional;

/**
 * What a look-up found.
 *
 * @param <V> the type of the values
 * @param value the value; empty if there is none
 * @param origin where it came from
 * @param stale whether it is past its time to live: somebody is loading a new one, or the loader failed
 * @param degraded whether Redis was away, so that nothing was shared with other processes
 */
public record Lookup<V>(Optional<V> value, Origin origin, boolean stale, boolean degraded) {
    /** Where a value came from. */
    public enum Origin {
        /** This process' memory. */
        LOCAL,
        /** Redis. */
        REDIS,
        /** The loader. */
        LOADER
    }

    /**
     * Whether it was cached.
     *
     * @return false if the loader was asked for it
     */
    public boolean hit() {
        return origin != Origin.LOADER;
    }

    /**
     * All but the value, which may be personal.
     *
     * @return such as {@code Lookup[present=true, origin=REDIS, stale=false, degraded=false]}
     */
    @Override
    public String toString() {
        return "Lookup[present=" + value.isPresent() + ", origin=" + origin + ", stale=" + stale + ", degraded="
                + degraded + "]";
    }
}
