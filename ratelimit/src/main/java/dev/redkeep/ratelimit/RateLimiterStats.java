package dev.redkeep.ratelimit;

/**
 * What a limiter has answered since it was built. A request that {@linkplain RateLimiter#acquire(Subject, long,
 * java.time.Duration) waits} counts once, by what became of it; {@code peek}, or a cost of 0, is no request.
 *
 * @param allowed requests that were allowed, those of shadow mode and of the failure policy among them
 * @param allowedLocally how often permits of a {@linkplain RateLimiterOptionsBuilder#lease lease} spared a round trip
 * @param refused requests that were refused, impossible ones among them
 * @param refusedLocally how often a {@linkplain RateLimiterOptionsBuilder#refusalCache remembered refusal} spared a round trip,
 *     for requests that wait also
 * @param degraded answers of the failure policy, to whatever was asked; with {@link FailurePolicy#THROW} what was thrown
 * @param lostRefunds refunds that Redis was not told, or may not have been, since it was away: those permits come back with time
 *     alone. What {@linkplain RateLimiterOptionsBuilder#bestEffort best effort} could not give back is counted too
 * @param shadowed requests that were allowed only because the limiter just counts
 */
public record RateLimiterStats(
        long allowed,
        long allowedLocally,
        long refused,
        long refusedLocally,
        long degraded,
        long lostRefunds,
        long shadowed) {}
