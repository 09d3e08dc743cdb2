package dev.redkeep.core.client;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.regex.Pattern;

/** What the settings have in common: each check names the setting and its bound, and never repeats a text. */
final class Bounds {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);
    private static final Duration SHORTEST_HEARTBEAT = Duration.ofMillis(10);
    private static final Duration LONGEST_HEARTBEAT = Duration.ofHours(1);
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,10}");

    private Bounds() {}

    /** A socket takes its time-out as an int of milliseconds, where 0 would mean for ever. */
    static Duration duration(String name, Duration value) {
        requireNonNull(value, name);
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be 1 ms.." + LONGEST.toMillis() + " ms");
        }
        return value;
    }

    /** How often a server is asked whether it is still there. */
    static Duration heartbeat(Duration value) {
        requireNonNull(value, "heartbeat");
        if (value.compareTo(SHORTEST_HEARTBEAT) < 0 || value.compareTo(LONGEST_HEARTBEAT) > 0) {
            throw new IllegalArgumentException("heartbeat must be 10 ms..1 h");
        }
        return value;
    }

    static int number(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + range(least, most));
        }
        return value;
    }

    /** ASCII digits and nothing else: no sign, no spaces, no digits of other scripts. */
    static int decimal(String name, String text, int least, int most) {
        if (DIGITS.matcher(text).matches()) {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return (int) value;
            }
        }
        throw new IllegalArgumentException(name + " must be " + range(least, most) + ", in digits");
    }

    static String word(String name, String text) {
        requireNonNull(text, name);
        if (text.isEmpty() || hasBlank(text)) {
            throw new IllegalArgumentException(
                    name + " must have 1 or more characters, none of them white space or a control character");
        }
        return text;
    }

    static boolean hasBlank(String text) {
        return text.codePoints().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
    }

    private static String range(int least, int most) {
        return most == Integer.MAX_VALUE ? least + " or more" : least + ".." + most;
    }
}
