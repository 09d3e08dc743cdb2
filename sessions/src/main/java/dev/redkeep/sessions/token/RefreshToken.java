package dev.redkeep.sessions.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/**
 * A token: a byte of version, its user and its family, which say where to look, and 32 bytes of secret. 57 bytes are 76
 * characters of base64url with no bit left over, so that one token has one spelling.
 */
final class RefreshToken {
    static final int SALT_BYTES = 32;

    private static final byte VERSION = 1;
    private static final int FAMILY_AT = 1 + Long.BYTES;
    private static final int SECRET_AT = FAMILY_AT + 16;
    private static final int SECRET_BYTES = 32;
    private static final int BYTES = SECRET_AT + SECRET_BYTES;
    private static final int CHARACTERS = BYTES / 3 * 4;
    private static final byte[] PURPOSE = "redkeep refresh token: successor".getBytes(StandardCharsets.US_ASCII);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;

    private RefreshToken(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The first token of a new family. */
    static RefreshToken first(long userId) {
        byte[] bytes = random(BYTES);
        ByteBuffer.wrap(bytes).put(VERSION).putLong(userId);
        return new RefreshToken(bytes);
    }

    /** A token as it was presented; empty if it cannot be one. */
    static Optional<RefreshToken> parse(String text) {
        if (text.length() != CHARACTERS) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return bytes.length == BYTES && bytes[0] == VERSION
                    ? Optional.of(new RefreshToken(bytes))
                    : Optional.empty();
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    static byte[] salt() {
        return random(SALT_BYTES);
    }

    /** What follows this token: always the same for one salt, and to be known only from the token and the salt. */
    RefreshToken successor(byte[] salt) {
        byte[] place = Arrays.copyOf(bytes, SECRET_AT);
        SecretKeySpec secret = new SecretKeySpec(bytes, SECRET_AT, SECRET_BYTES, Sha256.HMAC);
        byte[] next = Arrays.copyOf(place, BYTES);
        System.arraycopy(Sha256.hmac(secret, PURPOSE, place, salt), 0, next, SECRET_AT, SECRET_BYTES);
        return new RefreshToken(next);
    }

    long userId() {
        return ByteBuffer.wrap(bytes).getLong(1);
    }

    String familyId() {
        return Sha256.text(Arrays.copyOfRange(bytes, FAMILY_AT, SECRET_AT));
    }

    /** What is stored: the SHA-256 of the whole token, as 43 characters. The secret is random, so it needs no salt. */
    String digest() {
        return Sha256.text(Sha256.of(bytes));
    }

    /** What the client gets. */
    String text() {
        return Sha256.text(bytes);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** A constant, since all else leads to the user or the secret. */
    @Override
    public String toString() {
        return "RefreshToken";
    }
}
