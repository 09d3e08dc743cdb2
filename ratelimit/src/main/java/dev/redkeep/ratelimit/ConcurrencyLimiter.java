package dev.redkeep.ratelimit;

import dev.redkeep.core.client.Redis;
import java.time.Duration;

/**
 * Lets each client do so much at once, across all processes that share a Redis.
 *
 * <pre>{@code
 * ConcurrencyLimiter exports = ConcurrencyLimiter.on(redis, "rl:export", 5, Duration.ofSeconds(30));
 * try (Admission admission = exports.tryAcquire(tenant)) {
 *     if (!admission.allowed()) {
 *         return tooManyRequests(admission.decision().retryAfter());
 *     }
 *     return export();
 * }
 * }</pre>
 *
 * <p>A place is held by a lease, so that one whose process died is free again when the lease ends, at the latest. Work that
 * takes longer than a lease {@linkplain Permit#renew renews} it; work that goes on without is no longer counted. The time is
 * the server's alone; if its clock is set back, each lease ends as if it were taken then. The most and the lease time travel
 * with each call: a lowered number ends no lease, but lets nobody in until fewer are held. Redis replicates after it has answered:
 * after a failover the last leases may be gone, so that others get those places too; {@link Permit#renew} then tells their holders.
 *
 * <p>Each method is one round trip, but {@link #acquire} where it waits. Safe to share between threads. Unless said
 * otherwise, methods throw an {@link IllegalArgumentException} if the client's name is none that {@link Subject#client}
 * takes, before anything is sent, and a {@link dev.redkeep.core.client.RedisException} if Redis fails. As a {@link
 * RateLimiter}, it does not ask a Redis that is away, but for one caller now and then who looks whether it is back: the
 * others get the {@link FailurePolicy}'s answer, or the exception, at once.
 */
public interface ConcurrencyLimiter {
    /**
     * A limiter with the options' defaults.
     *
     * @param redis the client; it stays the application's to close
     * @param prefix what the keys begin with, such as {@code rl:export}: they are {@code prefix:{client}}
     * @param most how many at once, from 1 to 100,000
     * @param lease how long a place is held that is neither renewed nor given back, from 100 ms to 366 days
     * @return the limiter
     * @throws IllegalArgumentException if one is out of its range
     */
    static ConcurrencyLimiter on(Redis redis, String prefix, int most, Duration lease) {
        return on(redis, ConcurrencyOptions.of(prefix, most, lease));
    }

    /**
     * A limiter. Its holders of a client are counted once, so that a new JVM's first request does not run into the deadline
     * while classes are loaded; it is waited for a second, or the deadline if that is longer. If Redis does not answer it,
     * nothing is thrown.
     *
     * @param redis the client; it stays the application's to close
     * @param options how many at once, and how to hold it
     * @return the limiter. If the application switches rate limits off ({@code REDIS_RATELIMIT_ENABLED=false}, {@link
     *     dev.redkeep.core.client.Features#rateLimit}), it sends nothing, holds nothing and lets everybody in, which is not
     *     degraded
     * @throws IllegalArgumentException if the prefix is spelled otherwise
     */
    static ConcurrencyLimiter on(Redis redis, ConcurrencyOptions options) {
        RedisConcurrencyLimiter limiter =
                new RedisConcurrencyLimiter(redis, options, ConcurrencyScripts.SERVER_TIME, Patience.ofThreads());
        if (!redis.features().rateLimit()) {
            return new UnlimitedConcurrency(options.limit());
        }
        WarmUp.run(redis, options.deadline(), patient -> limiter.held(patient, WarmUp.CLIENT));
        return limiter;
    }

    /**
     * Asks for a place.
     *
     * @param client such as a user's id: any text that {@link Subject#client} takes
     * @return whether there was one, and how many are left
     * @throws dev.redkeep.core.client.RedisException if Redis fails or refuses and the policy is {@link FailurePolicy#THROW}. If
     *     the time ran out, a place may have been taken all the same, and is free when its lease ends
     */
    Admission tryAcquire(String client);

    /**
     * Asks for a place and waits for it: each time until the first lease ends, and a little longer by chance, or until the
     * patience is over, and then asks again. A place can be given back before, so that it is worth to wait also where all leases
     * last longer than the patience; but nobody is told of it, so that who waits may get it later than it was free. One round
     * trip, and one for each time that it waited.
     *
     * @param client such as a user's id: any text that {@link Subject#client} takes
     * @param patience how long to wait at most; zero is {@link #tryAcquire}
     * @return whether there was one, and how many are left. It counts once in {@link #stats}
     * @throws IllegalArgumentException also if the patience is negative
     * @throws InterruptedException if the thread is interrupted before it asks or while it waits; it then has no place
     * @throws dev.redkeep.core.client.RedisException as {@link #tryAcquire}
     */
    Admission acquire(String client, Duration patience) throws InterruptedException;

    /**
     * How many places a client holds. It changes nothing.
     *
     * @param client whose
     * @return leases that have not ended, from 0
     * @throws dev.redkeep.core.client.RedisException if Redis fails, whatever the policy: only Redis knows
     */
    long held(String client);

    /**
     * Ends all leases of a client. Who works under one is not stopped, but told by its next {@link Permit#renew}.
     *
     * @param client whose
     * @throws dev.redkeep.core.client.RedisException if Redis fails, whatever the policy: then it is to be done again
     */
    void reset(String client);

    /**
     * What this limiter has answered.
     *
     * @return a snapshot
     */
    ConcurrencyStats stats();
}
