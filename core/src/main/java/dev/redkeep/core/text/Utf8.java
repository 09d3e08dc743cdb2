package dev.redkeep.core.text;

import java.nio.charset.StandardCharsets;

/**
 * Text as UTF-8 with nothing replaced: half of a surrogate pair has no bytes, and {@code String.getBytes} would write a
 * question mark, so that two texts became one.
 */
public final class Utf8 {
    private Utf8() {}

    /**
     * Encodes a text.
     *
     * @param text the text
     * @param name what the text is, for the message
     * @return its bytes
     * @throws IllegalArgumentException if it has half of a surrogate pair; the message names it and does not show it
     */
    public static byte[] encode(String text, String name) {
        if (firstLone(text) >= 0) {
            throw new IllegalArgumentException(name + " must not contain half of a surrogate pair");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Finds what has no bytes.
     *
     * @param text the text
     * @return the index of the first half of a surrogate pair, or -1
     */
    public static int firstLone(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean paired = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!paired) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
