package dev.redkeep.ratelimit;

import dev.redkeep.core.client.Redis;
import java.util.List;
import java.util.function.Function;

/**
 * Some limits that are held together: what a {@link RateLimiter} stands on, whoever counts. Failure policies, caches and
 * statistics are wrapped around it. What each method means, and throws, is told there; safe to share between threads.
 */
interface Limits {
    /**
     * Limits in Redis.
     *
     * @throws IllegalArgumentException as {@link RateLimiter#on(Redis, RateLimiterOptions)}
     */
    static Limits on(Redis redis, RateLimiterOptions options) {
        return on(redis, options, RateLimitScripts::new);
    }

    /** Limits in Redis, with the scripts of a test. */
    static Limits on(Redis redis, RateLimiterOptions options, Function<List<Limit>, RateLimitScripts> scripts) {
        Redis bounded = redis.within(options.deadline());
        List<RateLimitCalls> calls = RateLimitCalls.of(options, redis.cluster(), scripts);
        List<RedisLimits> parts =
                calls.stream().map(part -> new RedisLimits(bounded, part)).toList();
        return parts.size() == 1 ? parts.get(0) : new BestEffortLimits(parts);
    }

    /** The limits, in the order of a decision's standings. */
    List<Limit> limits();

    /**
     * Asks for permits.
     *
     * @param cost from 0, which is {@link #peek}
     * @param upTo false for all of them or none; true for as many as there are, refused if there is none
     */
    Decision acquire(Subject subject, long cost, boolean upTo);

    /**
     * Allowed if one permit could be had now, with nothing granted; the standings' {@code retryAfter} is the wait for one permit,
     * as in the answers to {@link #refund} and {@link #penalise}.
     */
    default Decision peek(Subject subject) {
        return acquire(subject, 0, false);
    }

    /** Gives permits back, from 1, to each limit; answers as {@link #peek} would then. */
    Decision refund(Subject subject, long permits);

    /**
     * Takes from each limit as many as it has of some permits, from 1; answers as {@link #peek} would then, with {@code granted}
     * the fewest that a limit had, though the outcome may be {@code REFUSED}.
     */
    Decision penalise(Subject subject, long permits);

    /** Forgets a subject; answers as {@link #peek} would then. */
    Decision reset(Subject subject);
}
