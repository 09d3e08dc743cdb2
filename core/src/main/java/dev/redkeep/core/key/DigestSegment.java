package dev.redkeep.core.key;

import dev.redkeep.core.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A credential in the hardened layout: its SHA-256 in base64url (RFC 4648, section 5), which reads back as itself. */
final class DigestSegment extends Segment<String> {
    private static final int SIZE = 43;

    private final TextSegment plain;

    DigestSegment(TextSegment plain, boolean tagged) {
        super(tagged);
        this.plain = plain;
    }

    @Override
    public Segment<String> hashTag() {
        return new DigestSegment(plain, true);
    }

    @Override
    boolean credentials() {
        return true;
    }

    @Override
    void checkPlace(Place place) {
        if (isBase64Url(place.stop())) {
            throw place.refuse("is hashed in the hardened layout and must be followed by another character");
        }
    }

    @Override
    int size(String value, Place place) {
        plain.check(value, place);
        return SIZE;
    }

    @Override
    int write(String value, int size, byte[] into, int at, Place place) {
        byte[] digest = Base64.getUrlEncoder().withoutPadding().encode(sha256(Utf8.encode(value, place.name())));
        System.arraycopy(digest, 0, into, at, SIZE);
        return at + SIZE;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    @Override
    @Nullable
    String read(byte[] key, int from, int to, Place place) {
        if (to - from != SIZE) {
            return null;
        }
        for (int i = from; i < to; i++) {
            if (!isBase64Url(key[i])) {
                return null;
            }
        }
        return new String(key, from, SIZE, StandardCharsets.US_ASCII);
    }

    @Override
    int describe(KeyLanguage language, int from, Place place) {
        int at = from;
        for (int i = 0; i < SIZE; i++) {
            int next = language.state();
            language.allowed(at, DigestSegment::isBase64Url, next);
            at = next;
        }
        return at;
    }

    private static boolean isBase64Url(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
}
