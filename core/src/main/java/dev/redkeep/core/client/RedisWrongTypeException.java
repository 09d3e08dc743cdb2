package dev.redkeep.core.client;

/** The key holds another type than its pattern declares: another program wrote it. */
public final class RedisWrongTypeException extends RedisException {
    private static final long serialVersionUID = 1L;

    RedisWrongTypeException(Failure failure) {
        super(failure);
    }
}
