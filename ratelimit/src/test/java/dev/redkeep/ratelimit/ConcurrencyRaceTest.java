package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** Many threads, one invariant: never more inside than the most. */
@RedisTest
class ConcurrencyRaceTest {
    private static final int ADMISSIONS = 2_000;
    private static final int MOST = 5;

    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger highest = new AtomicInteger();
    private final AtomicInteger admitted = new AtomicInteger();

    @Test
    void never_are_more_inside_than_the_most_also_while_scripts_are_forgotten(RedisServer server) throws Exception {
        try (Redis redis = Patient.connect(server);
                RedisClient raw = Patient.raw(server)) {
            ConcurrencyLimiter limiter = ConcurrencyLimiter.on(
                    redis,
                    ConcurrencyOptions.builder("rl:race", MOST, Duration.ofMinutes(10))
                            .deadline(Patient.LONG)
                            .build());

            Together.run(thread -> {
                while (admitted.get() < ADMISSIONS) {
                    try (Admission admission = limiter.tryAcquire("all")) {
                        if (admission.allowed()) {
                            work(admission.permit().orElseThrow());
                        }
                    }
                    if (thread == 0) {
                        raw.scriptFlush();
                    }
                }
            });

            assertThat(highest.get()).isBetween(1, MOST);
            assertThat(limiter.held("all")).isZero();
            assertThat(limiter.stats().refused()).isPositive();
            assertThat(limiter.stats().unreleased()).isZero();
        }
    }

    private void work(Permit permit) {
        int now = inside.incrementAndGet();
        highest.accumulateAndGet(now, Math::max);
        admitted.incrementAndGet();
        assertThat(permit.renew()).isTrue(); // a round trip, in which others may try to enter
        inside.decrementAndGet();
    }
}
