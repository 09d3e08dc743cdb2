package dev.redkeep.ratelimit;

import dev.redkeep.core.client.Redis;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Puts a limiter together of its layers, from Redis up: guard, lease, remembered refusals, report. */
final class RateLimiters {
    private RateLimiters() {}

    /** A limiter, warmed up if that is wanted. */
    static RateLimiter on(Redis redis, RateLimiterOptions options, boolean warm) {
        Tally tally = new Tally();
        List<RateLimitCalls> calls = RateLimitCalls.of(options, redis.cluster(), RateLimitScripts::new);
        if (!redis.features().rateLimit()) {
            return switchedOff(options, tally);
        }
        if (warm) {
            WarmUp.run(
                    redis,
                    options.deadline(),
                    patient -> patient.run(calls.get(0).warmUp()));
        }
        return over(Limits.on(redis, options, calls, tally), options, System::nanoTime, tally);
    }

    private static RateLimiter switchedOff(RateLimiterOptions options, Tally tally) {
        return new LayeredRateLimiter(
                FixedLimits.none(options.limits()), false, options.listener(), tally, Patience.ofThreads());
    }

    static RateLimiter over(Limits inRedis, RateLimiterOptions options) {
        return over(inRedis, options, System::nanoTime);
    }

    /** By a monotonic clock, which only what this process holds or remembers goes by. */
    static RateLimiter over(Limits inRedis, RateLimiterOptions options, LongSupplier nanoTime) {
        return over(inRedis, options, nanoTime, new Tally());
    }

    private static RateLimiter over(Limits inRedis, RateLimiterOptions options, LongSupplier nanoTime, Tally tally) {
        GuardedRateLimiterListener listener = new GuardedRateLimiterListener(options.listener());
        Limits limits =
                new Guarded(inRedis, instead(options, nanoTime), options.probeEvery(), nanoTime, tally, listener);
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
        Duration later = Guard.later(options.probeEvery());
        return switch (options.onFailure()) {
            case OPEN -> FixedLimits.open(options.limits());
            case CLOSED -> FixedLimits.closed(options.limits(), later);
            case LOCAL -> new LocalLimits(options.limits(), options.localShare(), later, nanoTime);
            case THROW -> options.shadow() ? FixedLimits.open(options.limits()) : null;
        };
    }
}
