/**
 * Rate limits: {@link dev.redkeep.ratelimit.RateLimiter} for so much in so much time, by five algorithms, and
 * a limiter of concurrency for so many at once.
 */
package dev.redkeep.ratelimit;
