package dev.redkeep.core.client;

/** The operation ran out of time: see {@link #mayHaveRun()}. */
public final class RedisTimeoutException extends RedisException {
    private static final long serialVersionUID = 1L;

    RedisTimeoutException(Failure failure) {
        super(failure);
    }
}
