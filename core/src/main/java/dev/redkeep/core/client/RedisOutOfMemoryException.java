package dev.redkeep.core.client;

/** Redis has no memory left for a write. */
public final class RedisOutOfMemoryException extends RedisException {
    private static final long serialVersionUID = 1L;

    RedisOutOfMemoryException(Failure failure) {
        super(failure);
    }
}
