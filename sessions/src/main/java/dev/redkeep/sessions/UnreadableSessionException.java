package dev.redkeep.sessions;

/** What lies under a session's key is no session: another program wrote it, or damaged it. */
public final class UnreadableSessionException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UnreadableSessionException() {
        super("a hash under " + SessionKeys.SESSION + " is no session: its user_id, token_type or times are wrong."
                + " Revoke it, or let SessionOptions ignore it");
    }
}
