package dev.redkeep.core.key;

import org.jspecify.annotations.Nullable;

/** Whole numbers as canonical decimal text: one text for each number. */
final class Decimal {
    private static final byte[] MIN = "-9223372036854775808".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private Decimal() {}

    static int size(long value) {
        if (value == Long.MIN_VALUE) {
            return MIN.length;
        }
        int size = value < 0 ? 2 : 1;
        for (long rest = Math.abs(value); rest >= 10; rest /= 10) {
            size++;
        }
        return size;
    }

    static int write(long value, int size, byte[] into, int at) {
        if (value == Long.MIN_VALUE) {
            System.arraycopy(MIN, 0, into, at, MIN.length);
            return at + MIN.length;
        }
        int position = at + size;
        long rest = Math.abs(value);
        do {
            into[--position] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        if (value < 0) {
            into[--position] = '-';
        }
        return at + size;
    }

    /** The number, or null if the bytes are not its canonical text. */
    static @Nullable Long read(byte[] key, int from, int to) {
        boolean negative = from < to && key[from] == '-';
        int first = negative ? from + 1 : from;
        int digits = to - first;
        if (digits < 1 || digits > 19 || (key[first] == '0' && (digits > 1 || negative))) {
            return null;
        }
        long value = 0; // negated, since the range reaches one further down
        for (int i = first; i < to; i++) {
            int digit = key[i] - '0';
            if (digit < 0 || digit > 9 || value < (Long.MIN_VALUE + digit) / 10) {
                return null;
            }
            value = value * 10 - digit;
        }
        if (!negative && value == Long.MIN_VALUE) {
            return null;
        }
        return negative ? value : -value;
    }

    static int describe(KeyLanguage language, int from) {
        int end = language.state();
        int signed = language.state();
        int digits = language.state();
        language.step(from, '0', end);
        language.step(from, '-', signed);
        for (int start : new int[] {from, signed}) {
            language.range(start, '1', '9', digits);
        }
        language.range(digits, '0', '9', digits);
        language.join(digits, end);
        return end;
    }
}
