package dev.redkeep.core.ttl;

import java.time.Duration;
import java.util.Optional;

/**
 * An expiry the writer chooses within two bounds. Made by {@link TtlPolicy#between}.
 *
 * @param least the least the writer may choose, 1 ms to 100 years in whole milliseconds
 * @param most the most the writer may choose, at least {@code least}
 */
public record Between(Duration least, Duration most) implements TtlPolicy {

    /**
     * Checks both.
     *
     * @param least the least the writer may choose
     * @param most the most the writer may choose
     * @throws IllegalArgumentException if either is out of bounds or not whole milliseconds, or {@code most} is
     *     shorter than {@code least}
     */
    public Between {
        TtlBounds.check("least", least);
        TtlBounds.check("most", most, least, LONGEST_TTL);
    }

    /**
     * Lets a writer's choice pass, or refuses it.
     *
     * @param ttl the time to live chosen, in whole milliseconds
     * @return {@code ttl}
     * @throws IllegalArgumentException if {@code ttl} is outside the bounds, which the message names, or not whole
     *     milliseconds
     */
    public Duration check(Duration ttl) {
        return TtlBounds.check("ttl", ttl, least, most);
    }

    @Override
    public Optional<Duration> longest() {
        return Optional.of(most);
    }

    @Override
    public String describe() {
        return Wording.of(least) + " to " + Wording.of(most);
    }
}
