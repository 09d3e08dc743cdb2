package dev.redkeep.core.client;

/** Redis wants credentials, or other ones than it got. */
public final class RedisAuthenticationException extends RedisException {
    private static final long serialVersionUID = 1L;

    RedisAuthenticationException(Failure failure) {
        super(failure);
    }
}
