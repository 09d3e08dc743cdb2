package dev.redkeep.ratelimit;

/**
 * A place among so many at once, held by a lease: until it is closed, or until the lease ends because it was not renewed. Safe
 * to share between threads.
 */
public interface Permit extends AutoCloseable {
    /**
     * Lets the lease last anew, from now. Nothing does that by itself: work that can take longer than a lease renews it from
     * time to time, and stops when the answer is false. One round trip, none after {@link #close}.
     *
     * @return whether it is still held. False once the lease has ended, even if nobody has its place yet, and for ever after;
     *     what a degraded permit answers is told at {@link ConcurrencyOptions.Builder#onFailure}
     * @throws dev.redkeep.core.client.RedisException if Redis fails or refuses and the policy is {@link
     *     FailurePolicy#THROW}: then it is not known, but the lease lasts at least as long as it did
     */
    boolean renew();

    /**
     * Gives the place back. One round trip, none the second time. It never throws: if Redis fails, or is away and
     * not asked, the lease ends by itself, and that is counted by {@link ConcurrencyStats#unreleased}.
     */
    @Override
    void close();
}
