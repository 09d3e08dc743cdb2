package dev.redkeep.sessions;

/** A user has as many sessions as allowed, and the options say to reject another. Nothing was changed. */
public final class TooManySessionsException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    TooManySessionsException(int maximum) {
        super("the user has the maximum of " + maximum + (maximum == 1 ? " session" : " sessions")
                + ": revoke one, or let SessionOptions evict the oldest");
    }
}
