package dev.redkeep.ratelimit;

import dev.redkeep.core.client.Redis;
import java.time.Duration;
import java.util.List;

/**
 * Lets each subject do so much in so much time, across all processes that share a Redis.
 *
 * <pre>{@code
 * RateLimiter limiter = RateLimiter.on(redis, "rl:api", Limit.perSecond(10).burst(20), Limit.perHour(1_000));
 * Decision decision = limiter.tryAcquire(clientAddress);
 * if (!decision.allowed()) {
 *     return tooManyRequests(decision.retryAfter());
 * }
 * }</pre>
 *
 * <p>Each method is one round trip and one atomic change, whatever the number of limits, and takes its time from the server. A
 * request gets permits from all limits or from none, and a refused one consumes nothing. Limits travel with each call: another
 * number of permits takes effect at once, and a lowered one makes nobody wait longer than it takes to fill. Safe to share
 * between threads.
 *
 * <p>Unless said otherwise, methods throw a {@link dev.redkeep.core.client.RedisException} if Redis fails and the policy is
 * {@link FailurePolicy#THROW}, or if it refuses; and an {@link IllegalArgumentException} if the subject lacks a value for a
 * scope, or a number is out of its range, before anything is sent.
 */
public interface RateLimiter {
    /**
     * A limiter with the options' defaults.
     *
     * @param redis the client; it stays the application's to close
     * @param prefix what the keys begin with, such as {@code rl:login}: with one limit they are {@code prefix:{client}}, as
     *     documented, with more {@code prefix:{name of the limit}:{client}}
     * @param limits one or more, each with a name of its own
     * @return the limiter
     * @throws IllegalArgumentException if two limits have one name, or the prefix is spelled otherwise
     */
    static RateLimiter on(Redis redis, String prefix, Limit... limits) {
        return on(redis, RateLimiterOptions.of(prefix, limits));
    }

    /**
     * A limiter.
     *
     * @param redis the client; it stays the application's to close
     * @param options the limits and how to hold them
     * @return the limiter
     * @throws IllegalArgumentException on a Redis Cluster, if there is more than one limit and their keys cannot share a slot:
     *     the documented layout, or different scopes, without {@link RateLimiterOptions.Builder#bestEffort}
     */
    static RateLimiter on(Redis redis, RateLimiterOptions options) {
        return RateLimiters.on(redis, options);
    }

    /**
     * Asks for one permit for a client.
     *
     * @param client such as an address or a user's id: not empty, up to 1,024 characters
     * @return whether it was granted
     */
    default Decision tryAcquire(String client) {
        return tryAcquire(Subject.client(client), 1);
    }

    /**
     * Asks for permits for a client.
     *
     * @param client such as an address or a user's id: not empty, up to 1,024 characters
     * @param cost how many, from 0, which is {@link #peek}; more than a limit's burst is {@link Decision.Outcome#IMPOSSIBLE}
     * @return whether all of them were granted; else none is
     */
    default Decision tryAcquire(String client, long cost) {
        return tryAcquire(Subject.client(client), cost);
    }

    /**
     * Asks for permits.
     *
     * @param subject whom they count for, with a value for each scope of the limits
     * @param cost how many, from 0, which is {@link #peek}; more than a limit's burst is {@link Decision.Outcome#IMPOSSIBLE}
     * @return whether all of them were granted; else none is
     */
    Decision tryAcquire(Subject subject, long cost);

    /**
     * Asks for as many permits as there are.
     *
     * @param subject whom they count for
     * @param most how many at most, from 1
     * @return {@link Decision#granted} tells how many; refused if there is none
     */
    Decision acquireUpTo(Subject subject, long most);

    /**
     * Asks for permits and waits for them: each time as long as the answer says, and a little more, by chance, so that not all
     * who wait come at once. Nobody waits who could not be served in time.
     *
     * @param subject whom they count for
     * @param cost how many, from 1
     * @param patience how long to wait at most; zero is {@link #tryAcquire}
     * @return whether they were granted; refused, at once, if the wait would be longer than the patience allows
     * @throws InterruptedException if the thread is interrupted while it waits; nothing was consumed
     */
    Decision acquire(Subject subject, long cost, Duration patience) throws InterruptedException;

    /**
     * Looks, and consumes nothing.
     *
     * @param subject whose permits
     * @return allowed if one permit could be had now, with nothing granted; else refused, with the wait for one
     */
    Decision peek(Subject subject);

    /**
     * Gives permits back that were granted and not used. Nobody gets more than a limit ever has.
     *
     * @param subject who had got them
     * @param permits how many, from 1: what {@link Decision#granted} told
     * @return how the subject stands then, as {@link #peek} would tell
     */
    Decision refund(Subject subject, long permits);

    /**
     * Takes permits away, as a penalty for a failed log-in for instance: as many as there are, and it makes no debt.
     *
     * @param subject who is penalised
     * @param permits how many, from 1
     * @return how the subject stands then, as {@link #peek} would tell: refused if it has nothing left. {@link
     *     Decision#granted} tells how many were taken from the limit that had fewest
     */
    Decision penalise(Subject subject, long permits);

    /**
     * Forgets a subject: all its permits are there again.
     *
     * @param subject who is forgiven
     */
    void reset(Subject subject);

    /**
     * The limits it holds.
     *
     * @return in the order in which they were given
     */
    List<Limit> limits();

    /**
     * What this limiter has answered.
     *
     * @return a snapshot
     */
    RateLimiterStats stats();
}
