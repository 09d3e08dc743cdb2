package dev.redkeep.ratelimit;

/**
 * What a limiter has answered since it was built.
 *
 * @param allowed requests that were allowed
 * @param refused requests that were refused, impossible ones among them
 * @param refusedLocally those of the refused that cost no round trip
 * @param degraded answers of the failure policy, while Redis was away
 * @param shadowed requests that were allowed only because the limiter just counts
 */
public record RateLimiterStats(long allowed, long refused, long refusedLocally, long degraded, long shadowed) {}
