package dev.redkeep.sessions;

import java.security.SecureRandom;
import java.util.Base64;

/** Issues opaque tokens: a user for routing, and 256 bits that nobody guesses. */
final class SessionTokens {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SessionTokens() {}

    static String issue(long userId) {
        return userId + "." + secret();
    }

    /** Where nobody routes by the user, and it is not known. */
    static String secret() {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }
}
