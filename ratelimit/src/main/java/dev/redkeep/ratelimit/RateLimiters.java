package dev.redkeep.ratelimit;

import dev.redkeep.core.client.Redis;

/** Puts a limiter together of its layers. */
final class RateLimiters {
    private RateLimiters() {}

    @SuppressWarnings("DoNotCallSuggester")
    static RateLimiter on(Redis redis, RateLimiterOptions options) {
        throw new UnsupportedOperationException("being built");
    }
}
