package dev.redkeep.sessions;

/** A session was to be created with a token that the user has a session for. Nothing was changed. */
public final class SessionExistsException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    SessionExistsException() {
        super("the user has a session with this token already: issue a new token for each log-in");
    }
}
