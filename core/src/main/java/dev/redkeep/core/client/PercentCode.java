package dev.redkeep.core.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-decoding of RFC 3986: {@code %XX} are bytes of UTF-8, and a plus is a plus. */
final class PercentCode {
    private PercentCode() {}

    static String decode(String name, String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            if (text.charAt(i) != '%') {
                decoded.append(text.charAt(i++));
                continue;
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (; i < text.length() && text.charAt(i) == '%'; i += 3) {
                bytes.write(octet(name, text, i));
            }
            decoded.append(utf8(name, bytes.toByteArray()));
        }
        return decoded.toString();
    }

    private static int octet(String name, String text, int percent) {
        int high = percent + 2 < text.length() ? hex(text.charAt(percent + 1)) : -1;
        int low = high < 0 ? -1 : hex(text.charAt(percent + 2));
        if (low < 0) {
            throw new IllegalArgumentException(
                    name + ": after a '%' must stand two hexadecimal digits; a '%' itself must be written %25");
        }
        return high << 4 | low;
    }

    /** ASCII only: {@link Character#digit} would take the digits of other scripts. */
    private static int hex(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    private static CharSequence utf8(String name, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(name + ": the percent-encoded bytes must be UTF-8", e);
        }
    }
}
