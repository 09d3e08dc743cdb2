package dev.redkeep.core.ttl;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** What every policy demands of its durations and its words; each refusal names the parameter and the bound. */
final class TtlBounds {
    private TtlBounds() {}

    static Duration check(String parameter, Duration duration) {
        return check(parameter, duration, TtlPolicy.SHORTEST_TTL, TtlPolicy.LONGEST_TTL);
    }

    static Duration check(String parameter, Duration duration, Duration least, Duration most) {
        requireNonNull(duration, parameter);
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    parameter + " must be " + Wording.of(least) + " to " + Wording.of(most) + ", but is " + duration);
        }
        if (!duration.equals(wholeMillis(duration))) {
            throw new IllegalArgumentException(parameter + " must be whole milliseconds, but is " + duration);
        }
        return duration;
    }

    /** Words for documentation: trimmed, not blank, one line. */
    static String checkWords(String parameter, String words) {
        String stripped = requireNonNull(words, parameter).strip();
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException(parameter + " must not be blank");
        }
        if (stripped.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(parameter + " must be one line without control characters");
        }
        return stripped;
    }

    /** Rounds a duration that is not negative down to whole milliseconds. */
    static Duration wholeMillis(Duration duration) {
        return duration.truncatedTo(ChronoUnit.MILLIS);
    }
}
