package dev.redkeep.sessions;

import dev.redkeep.core.key.KeyPattern;

/** What lies under a session's key is no session: another program wrote it, or damaged it. */
public final class UnreadableSessionException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UnreadableSessionException(KeyPattern where) {
        super("what lies under a key of " + where + " is no session: its type, form, user or times are wrong."
                + " Revoke it, or let SessionOptions ignore it");
    }
}
