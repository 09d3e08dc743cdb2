package dev.redkeep.core.ttl;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An expiry at a moment the writer works out at each write. Made by {@link TtlPolicy#until}.
 *
 * @param rule the moment in one line of words that complete "until …", trimmed, never blank
 */
public record Until(String rule) implements TtlPolicy {
    private static final String UNTIL = "until ";

    /**
     * Checks and trims the rule, and drops a leading "until".
     *
     * @param rule the moment in words
     * @throws IllegalArgumentException if {@code rule} is blank or holds control characters
     */
    public Until {
        rule = TtlBounds.checkWords("rule", rule);
        if (rule.startsWith(UNTIL)) {
            rule = rule.substring(UNTIL.length()).strip();
        }
    }

    /**
     * The expiry to set now so that the key goes at a given moment.
     *
     * @param end when the key is to go, at most 100 years after {@code now}
     * @param now the present moment, by the same clock
     * @return whole milliseconds, never negative; zero means over: there is nothing to write
     * @throws IllegalArgumentException if {@code end} is more than 100 years after {@code now}
     */
    public Duration remaining(Instant end, Instant now) {
        requireNonNull(end, "end");
        requireNonNull(now, "now");
        Duration left = Duration.between(now, end);
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        if (left.compareTo(LONGEST_TTL) > 0) {
            throw new IllegalArgumentException(
                    "end must be at most " + Wording.of(LONGEST_TTL) + " after now, but is " + left + " after it");
        }
        return TtlBounds.wholeMillis(left);
    }

    @Override
    public Optional<Duration> longest() {
        return Optional.empty();
    }

    @Override
    public String describe() {
        return UNTIL + rule;
    }
}
