package dev.redkeep.cache;

/**
 * A value could not be loaded. The cause is what the loader threw, if it threw, or its executor's refusal; there is none if it did
 * not answer in time or too many loads were under way. The message names the key's pattern, never the key.
 */
public final class CacheLoadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whether it says nothing of the load, but that the caller's thread was interrupted. */
    private final boolean interrupted;

    /**
     * With a cause.
     *
     * @param message what failed, without the key's values
     * @param cause what the loader threw
     */
    public CacheLoadException(String message, Throwable cause) {
        super(message, cause);
        this.interrupted = false;
    }

    /**
     * Without a cause.
     *
     * @param message what failed, without the key's values
     */
    public CacheLoadException(String message) {
        this(message, false);
    }

    private CacheLoadException(String message, boolean interrupted) {
        super(message);
        this.interrupted = interrupted;
    }

    /** That the caller's thread was interrupted, which says nothing about the load. */
    static CacheLoadException interrupted(String message) {
        return new CacheLoadException(message, true);
    }

    static boolean isInterrupt(Throwable failure) {
        return failure instanceof CacheLoadException one && one.interrupted;
    }
}
