package dev.redkeep.core.codec;

/** Finds halves of surrogate pairs in JSON, where they can stand as escapes, and readers disagree on them. */
final class Surrogates {
    private static final int ESCAPE_BYTES = 6; // backslash, u, four digits

    private Surrogates() {}

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
