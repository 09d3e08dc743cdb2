package dev.redkeep.ratelimit;

import static dev.redkeep.ratelimit.Patient.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import dev.redkeep.testing.SentinelGroup;
import dev.redkeep.testing.ServerOptions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Sixty-four threads at limiters of each algorithm, whose server dies in between. Nothing is admitted without Redis, so what
 * was admitted is what the limits in it allowed: their capacity, and what comes back in the time by the server's clock.
 */
@RedisTest
@Timeout(600)
class LimitsRaceThroughOutagesTest {
    private static final Subject ALICE = Subject.client("alice");

    /** Of 500 less than a hundred are left, and three for each thread may have been taken and not told when the server died. */
    private static final long LEAST = 401 - 3 * Together.THREADS;
    /** A limiter, and what it admitted. */
    private record Door(Limit limit, RateLimiter limiter, AtomicLong admitted, AtomicLong unsure) {
        /** What it can have admitted in some time, begun when all permits were there. */
        long bound(long elapsed) {
            return limit.algorithm().bursts()
                    ? limit.burst() + elapsed * limit.permits() / limit.periodMicros()
                    : limit.permits() * (1 + elapsed / limit.periodMicros());
        }
    }

    private final Map<Algorithm, Door> doors = new LinkedHashMap<>();
    private final Crowd crowd = new Crowd();
    /** 0 at first, 1 as soon as what is done may be lost with the server, 2 when it is dead. */
    private volatile int phase;

    private void open(Redis redis) {
        for (Algorithm algorithm : EnumSet.complementOf(EnumSet.of(Algorithm.CONCURRENCY))) {
            Limit limit = Limit.of(500, Duration.ofSeconds(30)).algorithm(algorithm);
            RateLimiterOptions options = RateLimiterOptions.builder("rl:" + algorithm.name())
                    .limits(limit)
                    .onFailure(FailurePolicy.CLOSED)
                    .deadline(Patient.LONG)
                    .probeEvery(Duration.ofMillis(20))
                    .refusalCache(0) // each of them goes to Redis
                    .build();
            doors.put(algorithm, new Door(limit, RateLimiter.on(redis, options), new AtomicLong(), new AtomicLong()));
        }
    }

    private boolean ask(int thread) {
        boolean served = false;
        for (Door door : doors.values()) {
            served |= ask(door, 1 + thread % 3).allowed();
        }
        return served;
    }

    private Decision ask(Door door, long cost) {
        int begun = phase;
        Decision decision = door.limiter.tryAcquire(ALICE, cost);
        door.admitted.addAndGet(decision.granted());
        if (begun < 2 && phase > 0) {
            door.unsure.addAndGet(decision.granted());
        }
        return decision;
    }

    /** Until each limiter refuses, by Redis. */
    private void awaitUsedUp() {
        await().until(() -> doors.values().stream()
                .map(door -> ask(door, 100))
                .noneMatch(decision -> decision.degraded() || decision.allowed()));
    }

    @Test
    void a_restart_that_keeps_the_data_lets_nobody_in_twice() {
        ServerOptions keeping = ServerOptions.defaults().withAppendOnly();
        try (RedisServer server = RedisServer.start(keeping);
                Redis redis = Patient.connect(server)) {
            open(redis);
            long begin = Crowd.micros(server);
            crowd.during(this::ask, () -> {
                await().until(() -> doors.values().stream().allMatch(door -> door.admitted.get() > 100));
                server.kill();
                server.restart();
                awaitUsedUp();
            });
            assertBound(Crowd.micros(server) - begin);
        }
    }

    /** A replica may lack the last that the primary did: so much, and no more, may be admitted again. */
    @Test
    void a_failover_lets_in_again_at_most_what_the_replica_had_not_got(SentinelGroup group) {
        try (Redis redis = Patient.connect(OnSentinel.options(group))) {
            RedisServer primary = group.primary();
            open(redis);
            long begin = Crowd.micros(primary);
            crowd.during(this::ask, () -> {
                awaitUsedUp();
                phase = 1;
                group.awaitReplicated();
                primary.kill();
                phase = 2;
                group.awaitFailoverFrom(primary);
                awaitUsedUp();
            });
            assertBound(Crowd.micros(group.primary()) - begin);
        }
    }

    private void assertBound(long elapsed) {
        doors.forEach((algorithm, door) -> assertThat(door.admitted.get())
                .as("%s in %d microseconds, %s unsure", algorithm, elapsed, door.unsure)
                .isBetween(LEAST, door.bound(elapsed) + door.unsure.get()));
    }
}
