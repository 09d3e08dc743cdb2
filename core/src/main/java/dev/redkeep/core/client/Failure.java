package dev.redkeep.core.client;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link RedisException} tells.
 *
 * @param where the operation, and what it was on or to
 * @param code the first word of an error reply, or null
 * @param cause an exception without data of the application in it, or null
 */
record Failure(
        String operation,
        @Nullable String pattern,
        String where,
        String problem,
        String remedy,
        boolean mayHaveRun,
        @Nullable String code,
        @Nullable Throwable cause) {

    Failure withCode(@Nullable String shown) {
        return new Failure(operation, pattern, where, problem, remedy, mayHaveRun, shown, cause);
    }

    String message() {
        return where + ": " + problem + (mayHaveRun ? "; the command may have run. " : ". ") + remedy;
    }
}
