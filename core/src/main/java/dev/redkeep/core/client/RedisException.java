package dev.redkeep.core.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An operation on Redis failed. The message says what, on which key pattern, why, and what helps. It never holds a
 * rendered key, a value or a password, and neither does a cause: they may be secret.
 */
public sealed class RedisException extends RuntimeException
        permits RedisAuthenticationException,
                RedisClusterException,
                RedisOutOfMemoryException,
                RedisPermissionException,
                RedisScriptException,
                RedisTimeoutException,
                RedisTooManyClientsException,
                RedisUnavailableException,
                RedisWrongTypeException {
    private static final long serialVersionUID = 1L;

    /** What was being done. */
    private final String operation;

    /** The template of the (first) key, or null. */
    private final @Nullable String pattern;

    /** Whether Redis may have run the command. */
    private final boolean mayHaveRun;

    RedisException(Failure failure) {
        super(failure.message(), failure.cause());
        this.operation = failure.operation();
        this.pattern = failure.pattern();
        this.mayHaveRun = failure.mayHaveRun();
    }

    /**
     * What was being done.
     *
     * @return such as {@code sessions.create}
     */
    public String operation() {
        return operation;
    }

    /**
     * The template of the (first) key.
     *
     * @return such as {@code session:{user_id}:{jwt_token}}; empty if no key was concerned
     */
    public Optional<String> pattern() {
        return Optional.ofNullable(pattern);
    }

    /**
     * Whether Redis may have run the command all the same. If not, it is safe to try again.
     *
     * @return true if the command was sent and no answer came; false if it was never sent, or was refused
     */
    public boolean mayHaveRun() {
        return mayHaveRun;
    }
}
