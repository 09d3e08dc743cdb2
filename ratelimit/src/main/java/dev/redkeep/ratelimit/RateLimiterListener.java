package dev.redkeep.ratelimit;

/**
 * Is told what a limiter answers, for audit and metrics. It is called on the thread that asked, before it gets the answer, so
 * it must be quick and safe to use from any thread. What it throws is logged once and never reaches the work.
 *
 * <p>A {@link Subject} does not show its values, which can be personal; they stay the application's, who made it.
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
     */
    default void onDegraded(Subject subject, Decision decision) {}

    /** Redis answers again after it was away. */
    default void onRecovered() {}
}
