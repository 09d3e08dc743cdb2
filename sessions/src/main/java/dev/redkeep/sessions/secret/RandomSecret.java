package dev.redkeep.sessions.secret;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that are issued here. For this module alone, which exports no such package. Safe to share between threads. */
public final class RandomSecret {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomSecret() {}

    /**
     * 256 random bits in base64url (RFC 4648, section 5).
     *
     * @return 43 characters, all unreserved in a URI
     */
    public static String token() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Decimal digits, each as likely as any other; the first may be 0.
     *
     * @param count how many, from 1
     * @return the digits
     */
    public static String digits(int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + RANDOM.nextInt(10)));
        }
        return digits.toString();
    }
}
