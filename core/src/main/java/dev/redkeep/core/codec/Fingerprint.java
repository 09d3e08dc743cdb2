package dev.redkeep.core.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The first 64 bits, big-endian, of the SHA-256 of a description in UTF-8. */
final class Fingerprint {
    private Fingerprint() {}

    static long of(String description) {
        return ByteBuffer.wrap(sha256().digest(description.getBytes(UTF_8))).getLong();
    }

    /** The fingerprint of a decorator over a codec of fingerprint {@code inner}. */
    static long of(String decorator, long inner) {
        return of(decorator + '(' + Long.toHexString(inner) + ')');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
