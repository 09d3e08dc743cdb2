package dev.redkeep.ratelimit;

import java.time.Duration;
import java.util.Optional;

/**
 * How a subject stands at one limit after a request.
 *
 * @param limit the limit
 * @param remaining how many permits could be had at once now, from 0
 * @param retryAfter how long until what was asked could be granted, as far as this limit goes; zero if it was or could be;
 *     empty if it is more than the limit ever has
 * @param resetAfter how long until all permits are there again, if nothing more is asked; zero if they are
 */
public record Standing(Limit limit, long remaining, Optional<Duration> retryAfter, Duration resetAfter) {
    /** At a limit that can grant what was asked, now or later. */
    Standing(Limit limit, long remaining, Duration retryAfter, Duration resetAfter) {
        this(limit, remaining, Optional.of(retryAfter), resetAfter);
    }

    /** At a limit that never has as much as was asked. */
    static Standing never(Limit limit, long remaining, Duration resetAfter) {
        return new Standing(limit, remaining, Optional.empty(), resetAfter);
    }

    /** Whether this limit refuses: it makes wait, or never grants. */
    boolean refuses() {
        return retryAfter.isEmpty() || !retryAfter.get().isZero();
    }
}
