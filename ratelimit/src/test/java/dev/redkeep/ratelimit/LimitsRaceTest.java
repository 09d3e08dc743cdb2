package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;

/** Sixty-four threads, and a bound that they never exceed, by the server's clock. */
class LimitsRaceTest extends LimitsOnRedis {
    @ParameterizedTest
    @EachAlgorithm
    void never_more_than_the_bound_is_admitted_though_scripts_are_forgotten(Algorithm algorithm) {
        Limit limit = Limit.of(500, Duration.ofMillis(500)).algorithm(algorithm);
        Limits limits = limits(limit);
        AtomicLong admitted = new AtomicLong();
        long begin = micros();
        Together.run(thread -> {
            Random random = new Random(thread);
            for (int i = 0; i < 200; i++) {
                int cost = 1 + random.nextInt(3);
                admitted.addAndGet(
                        limits.acquire(ALICE, cost, random.nextBoolean()).granted());
                if (random.nextInt(500) == 0) {
                    raw.scriptFlush();
                }
            }
        });
        long elapsed = micros() - begin;
        assertThat(admitted.get()).isGreaterThanOrEqualTo(limit.permits()).isLessThanOrEqualTo(bound(limit, elapsed));
    }

    /** What a limit admits at most in some time, begun when all permits were there. */
    private static long bound(Limit limit, long elapsed) {
        return limit.algorithm().bursts()
                ? limit.burst() + elapsed * limit.permits() / limit.periodMicros()
                : limit.permits() * (1 + elapsed / limit.periodMicros());
    }

    @ParameterizedTest
    @EachAlgorithm
    void what_was_refunded_can_be_had_again_once(Algorithm algorithm) {
        Limit limit = Limit.perDay(1_000).algorithm(algorithm);
        Limits limits = limits(limit);
        AtomicLong held = new AtomicLong();
        long begin = micros();
        Together.run(thread -> {
            for (int i = 0; i < 100; i++) {
                Decision decision = limits.acquire(ALICE, 5, false);
                long granted = decision.granted();
                if (i % 2 == 0 && granted > 0) {
                    Grants.refund(limits, ALICE, decision);
                } else {
                    held.addAndGet(granted);
                }
            }
        });
        // A day is so long that hardly a permit came back in between; of a bucket some milliseconds are lost by a
        // refund.
        assertThat(held.get() + limits.peek(ALICE).remaining()).isBetween(999L, 5 + bound(limit, micros() - begin));
    }

    @ParameterizedTest
    @EachAlgorithm
    void many_limits_are_taken_together_or_not_at_all(Algorithm algorithm) {
        Limit few = Limit.perDay(700).algorithm(algorithm);
        Limit many = Limit.of(2_000, Duration.ofDays(2)).algorithm(algorithm);
        Limits limits = limits(few, many);
        AtomicLong admitted = new AtomicLong();
        long begin = micros();
        Together.run(thread -> {
            for (int i = 0; i < 50; i++) {
                admitted.addAndGet(limits.acquire(ALICE, 1 + thread % 4, false).granted());
            }
        });
        List<Standing> standings = limits.peek(ALICE).standings();
        long elapsed = micros() - begin;
        assertThat(admitted.get() + standings.get(0).remaining()).isBetween(700L, 1 + bound(few, elapsed));
        assertThat(admitted.get() + standings.get(1).remaining()).isBetween(2_000L, 1 + bound(many, elapsed));
    }

    /** The server's clock. */
    private long micros() {
        return (Long) raw.eval("local time = redis.call('TIME') return time[1] * 1000000 + time[2]");
    }
}
