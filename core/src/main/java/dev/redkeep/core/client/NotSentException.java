package dev.redkeep.core.client;

/** No connection was to be had, so the command was not sent. Carries the reason to the translation. */
final class NotSentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotSentException(Throwable cause) {
        super(cause);
    }
}
