package dev.redkeep.testing;

import org.jspecify.annotations.Nullable;

/**
 * A test's Redis could not be found, started, stopped or brought to the awaited state in time.
 *
 * <p>The message says what was tried, why it failed, what to do about it, and carries the last lines of the server's
 * own log where there is one. It never holds a password. Immutable, so safe to share between threads.
 */
public final class TestServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TestServerException(@Nullable String message) {
        this(message, null);
    }

    TestServerException(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
