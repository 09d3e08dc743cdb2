package dev.redkeep.sessions;

/** A session was to be created with a token that the user has a session for. Nothing was changed. */
public final class SessionExistsException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    SessionExistsException() {
        super(
                "the key is taken, by a session of this user and token or by other data: issue a new token for each log-in");
    }
}
