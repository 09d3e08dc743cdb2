package dev.redkeep.cache.writebehind;

/**
 * How a {@linkplain WriteBehind#flush flush} ended.
 *
 * @param left keys that are still not written; those set aside don't count
 */
public record Flushed(long left) {
    /**
     * Whether all was written or set aside.
     *
     * @return true if nothing is left
     */
    public boolean complete() {
        return left == 0;
    }
}
