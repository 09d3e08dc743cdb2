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
 * the server's alone. The most and the lease time travel with each call: a lowered number ends no lease, but lets nobody in
 * until fewer are held.
 *
 * <p>Each method is one round trip. Safe to share between threads. Unless said otherwise, methods throw an {@link
 * IllegalArgumentException} if the client's name is blank or has more than 1,024 characters, before anything is sent, and a
 * {@link dev.redkeep.core.client.RedisException} if Redis fails.
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
     * A limiter.
     *
     * @param redis the client; it stays the application's to close
     * @param options how many at once, and how to hold it
     * @return the limiter
     */
    static ConcurrencyLimiter on(Redis redis, ConcurrencyOptions options) {
        return new RedisConcurrencyLimiter(redis, options, ConcurrencyScripts.SERVER_TIME);
    }

    /**
     * Asks for a place.
     *
     * @param client such as a user's id: not blank, up to 1,024 characters
     * @return whether there was one, and how many are left
     * @throws dev.redkeep.core.client.RedisException if Redis fails and the policy is {@link FailurePolicy#THROW}, or if it
     *     refuses. If the time ran out, a place may have been taken all the same, and is free when its lease ends
     */
    Admission tryAcquire(String client);

    /**
     * How many places a client holds. It changes nothing.
     *
     * @param client whose
     * @return leases that have not ended, from 0
     */
    long held(String client);

    /**
     * Ends all leases of a client. Who works under one is not stopped, but told by its next {@link Permit#renew}.
     *
     * @param client whose
     */
    void reset(String client);

    /**
     * What this limiter has answered.
     *
     * @return a snapshot
     */
    ConcurrencyStats stats();
}
