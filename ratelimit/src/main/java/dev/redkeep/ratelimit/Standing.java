package dev.redkeep.ratelimit;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * How a subject stands at one limit after a request.
 *
 * @param limit the limit
 * @param remaining how many permits could be had at once now, from 0
 * @param retryAfter how long until what was asked could be granted, as far as this limit goes; zero if it was or could be;
 *     {@link #NEVER} if it is more than the limit ever has
 * @param resetAfter how long until all permits are there again, if nothing more is asked; zero if they are
 */
public record Standing(Limit limit, long remaining, Duration retryAfter, Duration resetAfter) {
    /** More than any wait. */
    public static final Duration NEVER = ChronoUnit.FOREVER.getDuration();
}
