package dev.redkeep.ratelimit;

import dev.redkeep.core.client.RedisException;

/**
 * Is told what a limiter answers, for audit and metrics. It is called on the thread that asked, before it gets the answer, so
 * it must be quick and safe to use from any thread. What it throws, errors too, is logged once and never reaches the work.
 *
 * <p>A {@link Subject} does not print its values, which can be personal; {@link Subject#value} tells them.
 */
public interface RateLimiterListener {
    /** Does nothing. */
    RateLimiterListener NO_OP = new RateLimiterListener() {};

    /**
     * A request was refused, or is impossible; or would have been, by a limiter that just counts.
     *
     * @param subject whose request
     * @param decision what was decided: {@link Decision#refusedBy} tells the limit
     */
    default void onRefused(Subject subject, Decision decision) {}

    /**
     * The failure policy answered, since Redis is away or refused to.
     *
     * @param subject for whom it was asked
     * @param decision the answer
     * @param cause what a call to Redis failed with last: this one, or while Redis is away one before
     */
    default void onDegraded(Subject subject, Decision decision, RedisException cause) {}

    /** Redis answers again after it was away. This is told on a thread of the client's, and no request waits for it. */
    default void onRecovered() {}
}
