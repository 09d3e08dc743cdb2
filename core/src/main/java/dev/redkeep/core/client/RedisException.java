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

    /** The template of the first key, or null. */
    private final @Nullable String pattern;

    /** Whether it may have changed something. */
    private final boolean mayHaveRun;

    /** How the server's reply began, or null. */
    private final @Nullable String code;

    RedisException(Failure failure) {
        super(failure.message(), failure.cause());
        this.operation = failure.operation();
        this.pattern = failure.pattern();
        this.mayHaveRun = failure.mayHaveRun();
        this.code = failure.code();
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
     * How the error reply of Redis began.
     *
     * @return such as {@code WRONGTYPE}, or what a script chose for {@code redis.error_reply}; empty if there was no
     *     error reply, or if it did not begin with a word of 2..20 capital letters
     */
    public Optional<String> code() {
        return Optional.ofNullable(code);
    }

    /**
     * Whether Redis may have run the command, or a part of the script, all the same. If not, it is safe to try again.
     *
     * @return true if the command was sent and no answer came, or a script began and failed, or answered what cannot be
     *     read: Redis does not undo what a script did before. False if it was never sent, or only refused
     */
    public boolean mayHaveRun() {
        return mayHaveRun;
    }
}
