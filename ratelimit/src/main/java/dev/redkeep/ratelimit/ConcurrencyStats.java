package dev.redkeep.ratelimit;

/**
 * What a concurrency limiter has answered since it was built.
 *
 * @param allowed requests that were allowed
 * @param refused requests that were refused
 * @param degraded answers of the failure policy, while Redis was away or refused to: requests, counted above too, and renewals
 * @param unreleased permits that could not be given back, so that their leases end by themselves
 */
public record ConcurrencyStats(long allowed, long refused, long degraded, long unreleased) {}
