package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** Many threads, one invariant: never more inside than the most. */
@RedisTest
class ConcurrencyRaceTest {
    private static final int THREADS = 64;
    private static final int ADMISSIONS = 2_000;
    private static final int MOST = 5;

    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger highest = new AtomicInteger();
    private final AtomicInteger admitted = new AtomicInteger();

    @Test
    void never_are_more_inside_than_the_most_also_while_scripts_are_forgotten(RedisServer server) throws Exception {
        try (Redis redis = Redis.connect(RedisOptions.of(server.uri()));
                RedisClient raw = RedisClient.create(server.uri())) {
            ConcurrencyLimiter limiter = ConcurrencyLimiter.on(
                    redis,
                    ConcurrencyOptions.builder("rl:race", MOST, Duration.ofMinutes(10))
                            .deadline(Duration.ofSeconds(30))
                            .build());

            together(thread -> {
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

    private interface Work {
        void run(int thread);
    }

    private static void together(Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                done.add(threads.submit(() -> {
                    start.await();
                    work.run(thread);
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> one : done) {
                one.get(120, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
