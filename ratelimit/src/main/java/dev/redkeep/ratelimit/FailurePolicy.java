package dev.redkeep.ratelimit;

/**
 * What a limiter answers while Redis is away: is not reached, does not answer in time, or takes no more connections. Only one
 * caller at a time then asks Redis; all others are answered in microseconds. Where Redis answers and refuses, such as
 * for a key of another type, a lack of memory or of rights, the policy answers too, but each request is sent.
 *
 * <p>Each such answer is {@linkplain Decision#degraded degraded}, and counted. Nothing is made up for when Redis is back: what
 * was asked for meanwhile is not counted there, and a refund, penalty or reset that was answered so has not reached it, or
 * nobody knows. What is {@linkplain Decision.Outcome#IMPOSSIBLE impossible} stays so.
 */
public enum FailurePolicy {
    /** Everything is allowed: an outage costs the protection. */
    OPEN,
    /** Everything is refused, until the next look for Redis is due: an outage costs the service. */
    CLOSED,
    /**
     * Each process holds a {@linkplain RateLimiterOptionsBuilder#localShare share} of each limit by itself, beginning with
     * all permits, in memory and evenly (as {@link Algorithm#GCRA}), for up to 100,000 subjects. Refunds, penalties and resets
     * concern that share. Who asks for more than the share ever has, but not more than the limit, is refused until the next
     * look for Redis is due.
     */
    LOCAL,
    /** The call throws what Redis' client threw. */
    THROW
}
