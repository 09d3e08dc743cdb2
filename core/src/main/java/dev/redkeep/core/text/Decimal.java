package dev.redkeep.core.text;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Whole numbers as canonical decimal text: one text for each number. */
public final class Decimal {
    private static final byte[] MIN = "-9223372036854775808".getBytes(StandardCharsets.US_ASCII);

    private static final int MOST_DIGITS = 19;

    private Decimal() {}

    /**
     * How many bytes a number takes.
     *
     * @param value the number
     * @return the bytes of its text
     */
    public static int size(long value) {
        if (value == Long.MIN_VALUE) {
            return MIN.length;
        }
        long rest = Math.abs(value);
        int size = 1;
        for (long bound = 10; size < MOST_DIGITS && rest >= bound; bound *= 10) {
            size++;
        }
        return value < 0 ? size + 1 : size;
    }

    /**
     * Writes a number.
     *
     * @param value the number
     * @param size what {@link #size} said
     * @param into where to write
     * @param at the first position
     * @return the position behind it
     */
    public static int write(long value, int size, byte[] into, int at) {
        if (value == Long.MIN_VALUE) {
            System.arraycopy(MIN, 0, into, at, MIN.length);
            return at + MIN.length;
        }
        int position = at + size;
        long rest = Math.abs(value);
        while (rest >= 100) { // one division for two digits
            int two = (int) (rest % 100);
            rest /= 100;
            into[--position] = (byte) ('0' + two % 10);
            into[--position] = (byte) ('0' + two / 10);
        }
        if (rest >= 10) {
            into[--position] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        into[--position] = (byte) ('0' + rest);
        if (value < 0) {
            into[--position] = '-';
        }
        return at + size;
    }

    /**
     * Reads a number.
     *
     * @param key bytes that hold it
     * @param from its first byte
     * @param to the position behind its last byte
     * @return the number, or null if the bytes are not its canonical text
     */
    public static @Nullable Long read(byte[] key, int from, int to) {
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
}
