package dev.redkeep.core.client;

/**
 * No Redis answers, or the one that does cannot serve now: refused, loading, a read-only replica, a broken
 * connection, too many callers, a closed client, switched off. Also what a caller gets that was interrupted.
 */
public final class RedisUnavailableException extends RedisException {
    private static final long serialVersionUID = 1L;

    /** Whether it is this process that asks for too much at once, which tells nothing of the server. */
    private final boolean crowded;

    RedisUnavailableException(Failure failure) {
        this(failure, false);
    }

    RedisUnavailableException(Failure failure, boolean crowded) {
        super(failure);
        this.crowded = crowded;
    }

    boolean crowded() {
        return crowded;
    }

    /**
     * A refusal of something over Redis, before anything is sent.
     *
     * @param operation what was to be done, such as {@code sessions.find}
     * @param problem why not, without a full stop; no key, value or password
     * @param remedy what helps, a sentence
     * @return the exception to throw
     */
    public static RedisUnavailableException notSent(String operation, String problem, String remedy) {
        return new RedisUnavailableException(
                new Failure(operation, null, operation, problem, remedy, false, null, null));
    }
}
