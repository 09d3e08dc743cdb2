package dev.redkeep.core.key;

import dev.redkeep.core.text.Utf8;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Text as UTF-8 in which the characters that would step out of the segment are written {@code %XX} (RFC 3986, 2.1). */
final class EscapedText {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private EscapedText() {}

    static int size(String value, Place place, boolean escapeFirst) {
        int size = 0;
        for (byte b : Utf8.encode(value, place.name())) {
            size += place.escapes(b) || (escapeFirst && size == 0) ? 3 : 1;
        }
        return size;
    }

    static int write(String value, byte[] into, int at, Place place, boolean escapeFirst) {
        int position = at;
        for (byte b : Utf8.encode(value, place.name())) {
            if (place.escapes(b) || (escapeFirst && position == at)) {
                into[position++] = '%';
                into[position++] = (byte) HEX.toHighHexDigit(b);
                into[position++] = (byte) HEX.toLowHexDigit(b);
            } else {
                into[position++] = b;
            }
        }
        return position;
    }

    /** The text, or null if the bytes are no UTF-8. Whether they are the text's only form, the caller finds out. */
    static @Nullable String read(byte[] key, int from, int to, Place place, boolean firstMayBeEscaped) {
        byte[] plain = new byte[to - from];
        int size = 0;
        for (int i = from; i < to; i++) {
            boolean escaped = key[i] == '%' && (place.escapes('%') || (firstMayBeEscaped && i == from));
            if (escaped && (i + 2 >= to || !HexFormat.isHexDigit(key[i + 1]) || !HexFormat.isHexDigit(key[i + 2]))) {
                return null;
            }
            plain[size++] = escaped ? (byte) HexFormat.fromHexDigits(ascii(key, i + 1), 0, 2) : key[i];
            i += escaped ? 2 : 0;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(plain, 0, size))
                    .toString();
        } catch (CharacterCodingException noText) {
            return null;
        }
    }

    private static String ascii(byte[] key, int at) {
        return new String(key, at, 2, StandardCharsets.ISO_8859_1);
    }
}
