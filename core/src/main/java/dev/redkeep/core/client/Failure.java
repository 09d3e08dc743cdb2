package dev.redkeep.core.client;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link RedisException} tells.
 *
 * @param cause an exception without data of the application in it, or null
 */
record Failure(
        String operation,
        @Nullable String pattern,
        String problem,
        String remedy,
        boolean mayHaveRun,
        @Nullable Throwable cause) {

    String message() {
        String where = pattern == null ? operation : operation + " on " + pattern;
        return where + ": " + problem + (mayHaveRun ? "; the command may have run. " : ". ") + remedy;
    }
}
