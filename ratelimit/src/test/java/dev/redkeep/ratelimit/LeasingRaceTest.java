package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Two limiters that lease a hot subject from one Redis. */
class LeasingRaceTest extends LimitsOnRedis {
    private static final Duration LEASE = Duration.ofMillis(20);

    private RateLimiter leasing(Limit limit) {
        return RateLimiter.on(redis, options(limit).lease(LEASE).refusalCache(0).build());
    }

    @ParameterizedTest
    @EachAlgorithm
    void the_fleet_admits_at_most_what_the_limit_allows_and_a_lease_for_each(Algorithm algorithm) {
        Limit limit = Limit.of(4_000, Duration.ofSeconds(1)).algorithm(algorithm);
        long lease = Leasing.most(List.of(limit), LEASE);
        assertThat(lease).isEqualTo(80);
        List<RateLimiter> fleet = List.of(leasing(limit), leasing(limit));
        long all = 0;
        // In the second round leases are held when it begins, and a window may have nothing left.
        for (int round = 0; round < 2; round++) {
            AtomicLong admitted = new AtomicLong();
            long begin = micros();
            Together.run(thread -> {
                RateLimiter limiter = fleet.get(thread % 2);
                for (int i = 0; i < 300; i++) {
                    admitted.addAndGet(
                            (i % 10 == 0 ? limiter.acquireUpTo(ALICE, 3) : limiter.tryAcquire(ALICE, 1 + i % 2))
                                    .granted());
                }
            });
            long elapsed = micros() - begin;
            assertThat(admitted.get()).isLessThanOrEqualTo(bound(limit, elapsed) + 2 * lease);
            all += admitted.get();
        }
        assertThat(all).isPositive();
        for (RateLimiter limiter : fleet) {
            assertThat(limiter.stats().allowedLocally()).isPositive();
            assertThat(limiter.stats().degraded()).isZero();
        }
    }

    /** What a limit admits at most in some time, whenever it begins. */
    private static long bound(Limit limit, long elapsed) {
        return limit.algorithm().bursts()
                ? limit.burst() + elapsed * limit.permits() / limit.periodMicros()
                : limit.permits() * (2 + elapsed / limit.periodMicros());
    }

    @Test
    void no_permit_is_lost_but_what_is_held() {
        // Hardly a permit comes back in a test, and the lease is as long as may be.
        Limit limit = Limit.of(1_000_000, Duration.ofHours(1)).algorithm(Algorithm.FIXED_WINDOW);
        RateLimiterOptions options =
                options(limit).lease(Duration.ofSeconds(1)).refusalCache(0).build();
        List<RateLimiter> fleet = List.of(
                RateLimiters.over(limits(limit), options, whenUsed()),
                RateLimiters.over(limits(limit), options, whenUsed()));
        AtomicLong admitted = new AtomicLong();
        Together.run(thread -> {
            for (int i = 0; i < 300; i++) {
                admitted.addAndGet(
                        fleet.get(thread % 2).tryAcquire(ALICE, 1 + i % 3).granted());
            }
        });
        long taken = 1_000_000 - limits(limit).peek(ALICE).remaining();
        assertThat(fleet)
                .allSatisfy(
                        limiter -> assertThat(limiter.stats().allowedLocally()).isPositive());
        assertThat(admitted.get()).isEqualTo(64 * 600);
        assertThat(taken).isBetween(admitted.get(), admitted.get() + 2 * 277);
    }

    /** A clock that goes on only with who reads it, so that no lease lapses while the process stands still. */
    private static LongSupplier whenUsed() {
        AtomicLong nanos = new AtomicLong();
        return () -> nanos.addAndGet(200_000);
    }

    /** The server's clock. */
    private long micros() {
        return (Long) raw.eval("local time = redis.call('TIME') return time[1] * 1000000 + time[2]");
    }
}
