package dev.redkeep.core.client;

/**
 * No Redis answers, or the one that does cannot serve now: refused, loading, a read-only replica, a broken
 * connection.
 */
public final class RedisUnavailableException extends RedisException {
    private static final long serialVersionUID = 1L;

    RedisUnavailableException(Failure failure) {
        super(failure);
    }
}
