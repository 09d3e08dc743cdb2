package dev.redkeep.core.client;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text form of Go's {@code time.Duration}, as {@code time.ParseDuration} reads it: numbers, each with a unit, one
 * after the other. Unlike Go's: nothing negative, and no bare {@code 0}. Fractions of a nanosecond are dropped.
 */
public final class GoDuration {
    private static final int MOST_CHARACTERS = 64;
    private static final BigDecimal MOST_NANOS = BigDecimal.valueOf(Long.MAX_VALUE);

    // The two micro signs are U+00B5 and the Greek letter U+03BC; Go takes both.
    private static final Pattern TERM =
            Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h)");

    private GoDuration() {}

    /**
     * Reads a duration.
     *
     * @param text such as {@code 500ms}, {@code 5s} or {@code 1m30s}, up to 64 characters
     * @return the duration, from 0
     * @throws IllegalArgumentException if it is written otherwise, or is more than 2^63 - 1 nanoseconds
     */
    public static Duration parse(String text) {
        if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
            throw malformed();
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher term = TERM.matcher(text);
        int end = text.startsWith("+") ? 1 : 0;
        do {
            if (!term.region(end, text.length()).lookingAt()) {
                throw malformed();
            }
            nanos = nanos.add(new BigDecimal(term.group(1)).multiply(BigDecimal.valueOf(nanosIn(term.group(2)))));
            end = term.end();
        } while (end < text.length());
        if (nanos.compareTo(MOST_NANOS) > 0) {
            throw new IllegalArgumentException("the duration must be at most " + Long.MAX_VALUE + " ns");
        }
        return Duration.ofNanos(nanos.longValue());
    }

    private static long nanosIn(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "ms" -> 1_000_000;
            case "s" -> 1_000_000_000;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 1_000;
        };
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("a duration must be numbers with units, such as 500ms, 5s or 1m30s; the"
                + " units are ns, us, ms, s, m, h");
    }
}
