package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;

/** What the cache answers in the place of Redis is what Redis would have answered, by one clock for both that the test moves. */
class RefusalCacheModelTest extends LimitsOnRedis {
    private static final Duration NEVER = ChronoUnit.FOREVER.getDuration();

    private final Random random = new Random(20_261_122);
    private final Tally tally = new Tally();
    private final AtomicLong micros = new AtomicLong(AHEAD);

    @ParameterizedTest
    @EachAlgorithm
    void a_remembered_refusal_tells_the_wait_that_redis_would_tell(Algorithm algorithm) {
        // Intervals that are no whole microseconds, of one limit and of two that refuse in turns.
        List<Limit[]> some = List.of(
                new Limit[] {Limit.of(7, Duration.ofMillis(10))},
                new Limit[] {Limit.of(9_999, Duration.ofMillis(20))},
                new Limit[] {
                    Limit.of(7, Duration.ofMillis(10)),
                    Limit.of(30, Duration.ofMillis(90)).named("long").algorithm(Algorithm.SLIDING_WINDOW_LOG)
                },
                new Limit[] {
                    Limit.of(7, Duration.ofMillis(10)),
                    Limit.of(17, Duration.ofMillis(50)).named("long").algorithm(Algorithm.GCRA)
                });
        for (Limit[] limits : some) {
            limits[0] = limits[0].algorithm(algorithm);
            compare(supplied(limits), limits[0].permits());
        }
        assertThat(tally.snapshot().refusedLocally()).isGreaterThan(500);
    }

    private void compare(Limits limits, long most) {
        limits.reset(ALICE);
        Limits cache = new RefusalCache(limits, 100, () -> micros.get() * 1_000, tally);
        for (int step = 0; step < 1_500; step++) {
            pass(random.nextInt(10) == 0 ? random.nextInt(15_000) : random.nextInt(600));
            long cost = random.nextInt(30) == 0 ? most + 1 : 1 + random.nextLong(most);
            long before = tally.snapshot().refusedLocally();
            Decision decision = take(cache, cost);
            if (tally.snapshot().refusedLocally() > before) {
                Decision told = take(limits, cost);
                assertThat(told.outcome()).isEqualTo(decision.outcome());
                assertThat(told.granted()).isZero();
                assertThat(waits(decision))
                        .zipSatisfy(
                                waits(told),
                                (here, there) -> assertThat(here)
                                        .as("%s of %s", cost, limits.limits())
                                        // A bucket's fraction of a microsecond is rounded up more than once.
                                        .isBetween(there, there.equals(NEVER) ? there : there.plusNanos(2_000)));
            }
        }
    }

    private static List<Duration> waits(Decision decision) {
        return decision.standings().stream()
                .flatMap(standing -> Stream.of(standing.retryAfter().orElse(NEVER), standing.resetAfter()))
                .toList();
    }

    private void pass(long time) {
        at(micros.addAndGet(time));
    }
}
