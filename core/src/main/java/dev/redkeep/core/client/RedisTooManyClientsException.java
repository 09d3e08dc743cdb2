package dev.redkeep.core.client;

/** Redis accepts no further connection. */
public final class RedisTooManyClientsException extends RedisException {
    private static final long serialVersionUID = 1L;

    RedisTooManyClientsException(Failure failure) {
        super(failure);
    }
}
