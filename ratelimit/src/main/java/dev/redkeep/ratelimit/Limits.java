package dev.redkeep.ratelimit;

import dev.redkeep.core.client.Lookout;
import dev.redkeep.core.client.Redis;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Some limits that are held together: what a {@link RateLimiter} stands on, whoever counts. Failure policies, caches and
 * statistics are wrapped around it. What each method means, and throws, is told there; safe to share between threads.
 */
interface Limits {
    /** Limits in Redis by themselves. */
    static Limits on(Redis redis, RateLimiterOptions options) {
        return on(redis, options, RateLimitScripts::new);
    }

    /** Limits in Redis, with the scripts of a test. */
    static Limits on(Redis redis, RateLimiterOptions options, Function<List<Limit>, RateLimitScripts> scripts) {
        return on(redis, options, RateLimitCalls.of(options, redis.cluster(), scripts), new Tally());
    }

    /** Limits in Redis by these calls. */
    static Limits on(Redis redis, RateLimiterOptions options, List<RateLimitCalls> calls, Tally tally) {
        return calls.size() == 1
                ? new RedisLimits(redis.within(options.deadline()), Lookout.patience(options.deadline()), calls.get(0))
                : new BestEffortLimits(redis, calls, options.deadline(), System::nanoTime, tally);
    }

    /** The limits, in the order of a decision's standings. */
    List<Limit> limits();

    /**
     * Asks for permits.
     *
     * @param cost from 0, which is {@link #peek}
     * @param upTo false for all of them or none; true for as many as there are, refused if there is none
     */
    default Decision acquire(Subject subject, long cost, boolean upTo) {
        Permits.check(upTo ? "most" : "cost", cost, upTo ? 1 : 0);
        return acquire(subject, upTo ? 1 : cost, cost);
    }

    /**
     * Asks for as many permits as there are, up to some number; refused, with the wait for the least, if there are fewer.
     *
     * @param least from 1; or 0 with a most of 0, which is {@link #peek}
     * @param most from the least on
     */
    Decision acquire(Subject subject, long least, long most);

    /**
     * Allowed if one permit could be had now, with nothing granted; the standings' {@code retryAfter} is the wait for one permit,
     * as in the answers to {@link #refund} and {@link #penalise}.
     */
    default Decision peek(Subject subject) {
        return acquire(subject, 0, 0);
    }

    /**
     * Asks whoever counts whether he is there, by way of a subject's counters, and changes nothing. Nobody waits for the answer,
     * which has a deadline of its own. Who counts in this process always is.
     */
    default CompletionStage<?> look(Subject subject) {
        return CompletableFuture.completedFuture(subject);
    }

    /**
     * Gives permits back, from 1, to each limit; answers as {@link #peek} would then.
     *
     * @param grantedAt when each limit granted them, as {@link Decision#grantedAt} told; if it is empty, none did
     */
    Decision refund(Subject subject, long permits, List<Instant> grantedAt);

    /**
     * Takes from each limit as many as it has of some permits, from 1; answers as {@link #peek} would then, with {@code granted}
     * the fewest that a limit had, though the outcome may be {@code REFUSED}.
     */
    Decision penalise(Subject subject, long permits);

    /** Forgets a subject; answers as {@link #peek} would then. */
    Decision reset(Subject subject);
}
