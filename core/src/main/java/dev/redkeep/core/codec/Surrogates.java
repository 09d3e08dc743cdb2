package dev.redkeep.core.codec;

/** Finds halves of surrogate pairs, which are no text: UTF-8 cannot write them and JSON readers disagree on them. */
final class Surrogates {
    private static final int ESCAPE_BYTES = 6; // backslash, u, four digits

    private Surrogates() {}

    /** The index of the first half pair in a text, or -1. */
    static int firstLone(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean paired = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
                if (!paired) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    /** Whether a JSON document in UTF-8 has a half pair, which can only stand there as an escape. */
    static boolean loneInJson(byte[] json) {
        for (int i = 0; i < json.length; i++) {
            if (json[i] != '\\') {
                continue;
            }
            int unit = escaped(json, i);
            if (unit < 0) {
                i++; // an escape of two characters: the second may be a backslash too
            } else if (!Character.isSurrogate((char) unit)) {
                i += ESCAPE_BYTES - 1;
            } else {
                int next = escaped(json, i + ESCAPE_BYTES);
                if (next < 0 || !Character.isSurrogatePair((char) unit, (char) next)) {
                    return true;
                }
                i += 2 * ESCAPE_BYTES - 1;
            }
        }
        return false;
    }

    /** The UTF-16 unit that an escape at {@code i} stands for, or -1 if there is none. */
    private static int escaped(byte[] json, int i) {
        if (i + ESCAPE_BYTES > json.length || json[i] != '\\' || json[i + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int k = i + 2; k < i + ESCAPE_BYTES; k++) {
            int digit = Character.digit(json[k], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }
}
