package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * The clock of the process plays no part. Nothing in the module reads its time of day; the monotonic clock is read by what is
 * remembered here, and is an hour off in these tests.
 */
class ClientClockTest extends LimitsOnRedis {
    private static final long HOUR_MICROS = TimeUnit.HOURS.toMicros(1);

    private RateLimiter limiter(Limits inRedis, LongSupplier nanoTime, Duration lease) {
        RateLimiterOptions options =
                options(inRedis.limits().toArray(Limit[]::new)).lease(lease).build();
        return RateLimiters.over(inRedis, options, nanoTime);
    }

    private static LongSupplier off(Duration by) {
        return () -> System.nanoTime() + by.toNanos();
    }

    @ParameterizedTest
    @EachAlgorithm
    void limiters_whose_clocks_are_an_hour_off_answer_alike(Algorithm algorithm) {
        Limit limit = Limit.perDay(500).algorithm(algorithm);
        List<RateLimiter> fleet = List.of(
                limiter(limits(limit), off(Duration.ZERO), Duration.ZERO),
                limiter(limits(limit), off(Duration.ofHours(1)), Duration.ZERO),
                limiter(limits(limit), off(Duration.ofHours(-1)), Duration.ZERO));
        Random random = new Random(3);
        for (int i = 0; i < 400; i++) {
            int cost = 1 + random.nextInt(3);
            List<Decision> decisions = List.of(
                    fleet.get(0).tryAcquire(Subject.client("a"), cost),
                    fleet.get(1).tryAcquire(Subject.client("b"), cost),
                    fleet.get(2).tryAcquire(Subject.client("c"), cost));
            assertThat(decisions)
                    .extracting(Decision::outcome)
                    .containsOnly(decisions.get(0).outcome());
            assertThat(decisions)
                    .extracting(Decision::granted)
                    .containsOnly(decisions.get(0).granted());
        }
        long shared = 0;
        for (int i = 0; i < 600; i++) {
            shared += fleet.get(i % 3).tryAcquire(ALICE, 1).granted();
        }
        assertThat(shared).isEqualTo(500);
    }

    @ParameterizedTest
    @EachAlgorithm
    void a_clock_that_jumps_by_an_hour_admits_no_more(Algorithm algorithm) {
        long[] ahead = {0};
        Limit limit = Limit.of(1_000, Duration.ofDays(1)).burst(1_000).algorithm(algorithm);
        RateLimiter limiter = limiter(limits(limit), () -> System.nanoTime() + ahead[0], Duration.ofSeconds(1));
        long admitted = 0;
        for (int i = 0; i < 1_500; i++) {
            admitted += limiter.tryAcquire(ALICE, 1).granted();
            if (i % 50 == 0) {
                ahead[0] += Duration.ofHours(1).toNanos();
            }
        }
        assertThat(admitted).isEqualTo(1_000);
    }

    /** By a server that is an hour ahead of this process: the answers go by its clock alone. */
    @ParameterizedTest
    @EachAlgorithm
    void permits_come_back_by_the_servers_clock_however_far_it_is_off(Algorithm algorithm) {
        Limit limit = Limit.of(10, Duration.ofHours(1)).algorithm(algorithm);
        RateLimiter limiter = limiter(supplied(limit), off(Duration.ofHours(-1)), Duration.ZERO);
        long now = System.currentTimeMillis() * 1_000 + HOUR_MICROS;
        at(now);
        assertThat(limiter.tryAcquire(ALICE, 10).allowed()).isTrue();
        Decision refused = RateLimiters.over(supplied(limit), options(limit).build(), off(Duration.ofHours(1)))
                .tryAcquire(ALICE, 10);
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.retryAfter().orElseThrow()).isBetween(Duration.ofHours(1), Duration.ofHours(2));
        at(now + refused.retryAfter().orElseThrow().toNanos() / 1_000);
        assertThat(limiter.tryAcquire(ALICE, 10).allowed()).isTrue();
    }

    @ParameterizedTest
    @EachAlgorithm
    void what_is_stored_is_the_servers_time(Algorithm algorithm) {
        Limits limits = limits(Limit.of(10, Duration.ofHours(1)).algorithm(algorithm));
        long before = micros();
        take(limits, 10);
        assertThat(storedMicros(algorithm)).isBetween(before - 1, micros() + 1); // seconds with a fraction are rounded
    }

    /** When the permits were taken, as the key tells. */
    private long storedMicros(Algorithm algorithm) {
        return switch (algorithm) {
            case GCRA -> Long.parseLong(raw.get("rl:alice")) - HOUR_MICROS;
            case TOKEN_BUCKET -> Math.round(Double.parseDouble(raw.hget("rl:alice", "last_refill")) * 1_000_000);
            case SLIDING_WINDOW_LOG ->
                Math.round(raw.zrangeWithScores("rl:alice", 0, 0).get(0).getScore() * 1_000_000);
            case SLIDING_WINDOW_COUNTER, FIXED_WINDOW -> Long.parseLong(raw.hget("rl:alice", "start"));
            case CONCURRENCY -> throw new IllegalStateException("a rate limiter has none");
        };
    }

    private long micros() {
        return (Long) raw.eval("local time = redis.call('TIME') return time[1] * 1000000 + time[2]");
    }
}
