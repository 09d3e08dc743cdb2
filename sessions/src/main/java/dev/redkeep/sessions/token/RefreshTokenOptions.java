package dev.redkeep.sessions.token;

import static java.util.Objects.requireNonNull;

import dev.redkeep.core.ttl.TtlPolicy;
import java.time.Duration;

/**
 * How refresh tokens are kept. Immutable. Times are in whole milliseconds.
 *
 * @param idle how long a token lives that is not used; at least 1 ms
 * @param absolute how long a family lives, however often it is rotated; from {@code idle} to 100 years
 * @param grace how long a used token gets the same successor again; 0 for never, at most 5 minutes
 * @param remembered how many used tokens of a family besides the last one are known again when they are reused, 0 to 1,000;
 *     each takes 44 bytes
 * @param maxFamilies how many families of a user live, 1 to 10,000; at one more the one is revoked that would end first, as a
 *     rule the one that was used longest ago
 */
public record RefreshTokenOptions(Duration idle, Duration absolute, Duration grace, int remembered, int maxFamilies) {
    private static final Duration MOST_GRACE = Duration.ofMinutes(5);
    private static final int MOST_REMEMBERED = 1_000;
    private static final int MOST_FAMILIES = 10_000;
    private static final RefreshTokenOptions DEFAULTS =
            new RefreshTokenOptions(Duration.ofDays(30), Duration.ofDays(90), Duration.ofSeconds(30), 32, 100);

    /**
     * Checks the bounds.
     *
     * @param idle see the record
     * @param absolute see the record
     * @param grace see the record
     * @param remembered see the record
     * @param maxFamilies see the record
     * @throws IllegalArgumentException if one is out of range
     */
    public RefreshTokenOptions {
        TtlPolicy.sliding(idle, absolute);
        requireNonNull(grace, "grace");
        if (grace.isNegative() || grace.compareTo(MOST_GRACE) > 0) {
            throw new IllegalArgumentException("grace must be 0 to 5 min, but is " + grace);
        }
        if (grace.toNanosPart() % 1_000_000 != 0) {
            throw new IllegalArgumentException("grace must be whole milliseconds, but is " + grace);
        }
        if (remembered < 0 || remembered > MOST_REMEMBERED) {
            throw new IllegalArgumentException("remembered must be 0 to " + MOST_REMEMBERED + ", but is " + remembered);
        }
        if (maxFamilies < 1 || maxFamilies > MOST_FAMILIES) {
            throw new IllegalArgumentException("maxFamilies must be 1 to " + MOST_FAMILIES + ", but is " + maxFamilies);
        }
    }

    /**
     * Thirty days without use, ninety days in all, thirty seconds of grace, 32 used tokens remembered, and a hundred families
     * a user.
     *
     * @return the defaults
     */
    public static RefreshTokenOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Changes how long tokens live. It holds for a family from its next rotation on.
     *
     * @param newIdle how long a token lives that is not used; at least 1 ms
     * @param newAbsolute how long a family lives; from {@code newIdle} to 100 years
     * @return a copy
     * @throws IllegalArgumentException if one is out of range
     */
    public RefreshTokenOptions withLifetimes(Duration newIdle, Duration newAbsolute) {
        return new RefreshTokenOptions(newIdle, newAbsolute, grace, remembered, maxFamilies);
    }

    /**
     * Changes how long a used token gets the same successor again.
     *
     * @param value 0 for never, at most 5 minutes
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public RefreshTokenOptions withGrace(Duration value) {
        return new RefreshTokenOptions(idle, absolute, value, remembered, maxFamilies);
    }

    /**
     * Changes how many used tokens besides the last one are known again.
     *
     * @param value 0 to 1,000
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public RefreshTokenOptions withRemembered(int value) {
        return new RefreshTokenOptions(idle, absolute, grace, value, maxFamilies);
    }

    /**
     * Changes how many families of a user live. A user who has more keeps them until the next one begins.
     *
     * @param value 1 to 10,000
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public RefreshTokenOptions withMaxFamilies(int value) {
        return new RefreshTokenOptions(idle, absolute, grace, remembered, value);
    }
}
