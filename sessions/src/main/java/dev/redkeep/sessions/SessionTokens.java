package dev.redkeep.sessions;

import dev.redkeep.sessions.secret.RandomSecret;

/** Issues opaque tokens: a user for routing, and 256 bits that nobody guesses. */
final class SessionTokens {
    private SessionTokens() {}

    static String issue(long userId) {
        return userId + "." + secret();
    }

    /** Where nobody routes by the user, and it is not known. */
    static String secret() {
        return RandomSecret.token();
    }
}
