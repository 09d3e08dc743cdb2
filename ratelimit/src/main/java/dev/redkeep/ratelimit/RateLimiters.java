package dev.redkeep.ratelimit;

import dev.redkeep.core.client.Redis;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Puts a limiter together of its layers, from Redis up: guard, lease, remembered refusals, report. */
final class RateLimiters {
    private RateLimiters() {}

    static RateLimiter on(Redis redis, RateLimiterOptions options) {
        Limits inRedis = Limits.on(redis, options);
        return redis.features().rateLimit() ? over(inRedis, options) : switchedOff(options);
    }

    private static RateLimiter switchedOff(RateLimiterOptions options) {
        return new LayeredRateLimiter(
                FixedLimits.none(options.limits()), false, options.listener(), new Tally(), Patience.ofThreads());
    }

    static RateLimiter over(Limits inRedis, RateLimiterOptions options) {
        LongSupplier nanoTime = System::nanoTime;
        Tally tally = new Tally();
        GuardedRateLimiterListener listener = new GuardedRateLimiterListener(options.listener());
        Limits limits = new Guarded(inRedis, instead(options, nanoTime), options.probeEvery(), tally, listener);
        if (!options.lease().isZero()) {
            limits = Leasing.over(limits, options.lease(), nanoTime, tally);
        }
        if (options.refusalCache() > 0) {
            limits = new RefusalCache(limits, options.refusalCache(), nanoTime, tally);
        }
        return new LayeredRateLimiter(limits, options.shadow(), listener, tally, Patience.ofThreads());
    }

    /** What answers if Redis does not; null to throw, which a limiter that just counts never does. */
    private static @Nullable Limits instead(RateLimiterOptions options, LongSupplier nanoTime) {
        Duration later =
                options.probeEvery().compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : options.probeEvery();
        return switch (options.onFailure()) {
            case OPEN -> FixedLimits.open(options.limits());
            case CLOSED -> FixedLimits.closed(options.limits(), later);
            case LOCAL -> new LocalLimits(options.limits(), options.localShare(), later, nanoTime);
            case THROW -> options.shadow() ? FixedLimits.open(options.limits()) : null;
        };
    }
}
