package dev.redkeep.core.ttl;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An expiry renewed by each use, optionally up to an age that no use extends. Made by
 * {@link TtlPolicy#sliding(Duration)} and {@link TtlPolicy#sliding(Duration, Duration)}.
 *
 * @param idle the time without use after which the key expires, 1 ms to 100 years in whole milliseconds
 * @param absolute the age at which the key expires even if used, at least {@code idle}; empty where use extends it
 *     without end
 */
public record Sliding(Duration idle, Optional<Duration> absolute) implements TtlPolicy {

    /**
     * Checks both.
     *
     * @param idle the time without use
     * @param absolute the age at which it expires, or empty
     * @throws IllegalArgumentException if either is out of bounds or not whole milliseconds, or {@code absolute} is
     *     shorter than {@code idle}
     */
    public Sliding {
        TtlBounds.check("idle", idle);
        requireNonNull(absolute, "absolute");
        absolute.ifPresent(age -> TtlBounds.check("absolute", age, idle, LONGEST_TTL));
    }

    /**
     * The expiry to set at a use: the idle time, or what is left until the absolute age if that is less.
     *
     * @param created when the key was first written; a moment after {@code now} (another machine's clock) counts as
     *     {@code now}
     * @param now the present moment, by the same clock
     * @return whole milliseconds from zero to {@code idle}; zero means over: the key must be treated as expired
     */
    public Duration remaining(Instant created, Instant now) {
        requireNonNull(created, "created");
        requireNonNull(now, "now");
        if (absolute.isEmpty()) {
            return idle;
        }
        Duration left = absolute.get().minus(Duration.between(created, now));
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(idle) >= 0 ? idle : TtlBounds.wholeMillis(left);
    }

    @Override
    public Optional<Duration> longest() {
        return Optional.of(idle);
    }

    @Override
    public String describe() {
        String words = Wording.of(idle) + ", sliding";
        return absolute.map(age -> words + ", at most " + Wording.of(age)).orElse(words);
    }
}
