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
 * <p>A call is one round trip and one atomic change, whatever the number of limits, and takes its time from the server. But
 * {@link #acquire(Subject, long, Duration) acquire} is that each time it asks; {@link #reset} is one trip and not atomic; with
 * {@linkplain RateLimiterOptionsBuilder#bestEffort best effort} each limit is a trip by itself, and nothing is atomic over
 * them; with a {@linkplain RateLimiterOptionsBuilder#lease lease} most calls are no trip, and one that begins or ends it up to
 * two; and a remembered refusal, or an answer while Redis is away, is none. The first call of a script on a server is one more.
 *
 * <p>A request gets permits from all limits or from none, and a refused one consumes nothing. Limits travel with each call:
 * another number of permits takes effect at once, and a lowered one makes nobody wait longer than it takes to fill. Safe to
 * share between threads.
 *
 * <p>Redis replicates after it has answered: a failover may forget the last permits that were taken, and a restart without
 * persistence all of them. Those can then be had once more.
 *
 * <p>If Redis fails or refuses, the {@link FailurePolicy} answers. Methods throw a {@link
 * dev.redkeep.core.client.RedisException} only if that is {@link FailurePolicy#THROW}; and an {@link
 * IllegalArgumentException} if the subject lacks a value for a scope, or a number is out of its range, before anything is
 * sent.
 */
public interface RateLimiter {
    /**
     * A limiter with the options' defaults; as {@link #on(Redis, RateLimiterOptions)}.
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
     * A limiter. One look is sent, so that a new JVM's first request does not run into the deadline while classes are loaded;
     * it is waited for a second, or the deadline if that is longer. If Redis does not answer it, nothing is thrown.
     *
     * @param redis the client; it stays the application's to close
     * @param options the limits and how to hold them
     * @return the limiter. If the application switches rate limits off ({@code REDIS_RATELIMIT_ENABLED=false}, {@link
     *     dev.redkeep.core.client.Features#rateLimit}), it sends nothing, and allows everything with all permits left, which is
     *     not degraded
     * @throws IllegalArgumentException on a Redis Cluster, if there is more than one limit and their keys cannot share a slot:
     *     the documented layout, or different scopes, without {@link RateLimiterOptionsBuilder#bestEffort}
     */
    static RateLimiter on(Redis redis, RateLimiterOptions options) {
        return RateLimiters.on(redis, options, true);
    }

    /**
     * Asks for one permit for a client.
     *
     * @param client such as an address or a user's id: any text that {@link Subject#of} takes
     * @return whether it was granted
     */
    default Decision tryAcquire(String client) {
        return tryAcquire(Subject.client(client), 1);
    }

    /**
     * Asks for permits for a client.
     *
     * @param client such as an address or a user's id: any text that {@link Subject#of} takes
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
     * @param patience how long to wait at most; zero is {@link #tryAcquire}. One round trip each time that it asks
     * @return whether they were granted; refused, at once, if the wait would be longer than the patience allows
     * @throws IllegalArgumentException also if the patience is negative
     * @throws InterruptedException if the thread is interrupted before it asks or while it waits; nothing was consumed
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
     * Gives all permits of a decision back, as {@link #refund(Subject, Decision, long)} does.
     *
     * @param subject who had got them
     * @param decision by which they were granted
     * @return how the subject stands then, as {@link #peek} would tell, which is all it does if nothing was granted
     */
    default Decision refund(Subject subject, Decision decision) {
        return decision.granted() == 0 ? peek(subject) : refund(subject, decision, decision.granted());
    }

    /**
     * Gives permits back that were granted and not used, once. They count as if they had not been granted, as far as they still
     * count, so that a late refund makes no limit admit more than it may: a log forgets just those permits; a counted window
     * that has gone by gets nothing back; and of a bucket's permits those are left that have not come back since by themselves.
     * A decision that is {@linkplain Decision#degraded degraded}, or that shadow mode let pass, gives nothing back, since nothing
     * was taken in Redis. While Redis is away a refund is lost, and counted: the permits come back with time.
     *
     * @param subject who had got them
     * @param decision by which they were granted, of this limiter or of one with the same prefix and limits
     * @param permits how many of them, from 1 to {@link Decision#granted}
     * @return how the subject stands then, as {@link #peek} would tell
     * @throws IllegalArgumentException also if the decision granted fewer
     */
    Decision refund(Subject subject, Decision decision, long permits);

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
     * Forgets a subject: all its permits are there again, also those of limits that it shares with others, such as its tenant's.
     * Its keys are removed one by one, in one round trip for each node of a Cluster: who asks meanwhile may find one limit forgotten
     * and another not yet. Another process that has just refused it may go on for a second.
     *
     * @param subject who is forgiven
     * @return how the subject stands then, as {@link #peek} would tell; {@linkplain Decision#degraded degraded} if Redis may not
     *     know, so that it is to be done again
     */
    Decision reset(Subject subject);

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
