package dev.redkeep.sessions.token;

import dev.redkeep.core.key.KeyPattern;

/** What lies under a token's key is none: another program wrote it, damaged it, or encrypted it with a key unknown here. */
public final class UnreadableTokenException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UnreadableTokenException(KeyPattern pattern) {
        super("what is stored under " + pattern + " cannot be read: it was damaged, another program wrote it, or the"
                + " Encryptor lacks its key. Delete it and ask the provider again, or let OAuthOptions ignore it");
    }
}
