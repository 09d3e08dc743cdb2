package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random operations on local limits and on buckets that hold fractions of a permit. */
class LocalLimitsModelTest {
    private static final Subject ALICE = Subject.client("alice");
    private static final Limit FAST = Limit.perSecond(10).burst(6);
    private static final Limit SLOW = Limit.perMinute(120).burst(20);

    /** Ticks of a millisecond; a permit of the fast limit takes 200 of them at half of it, one of the slow limit 1,000. */
    private static final class Bucket {
        private final long capacity;
        private final long ticks;
        private long used;

        Bucket(long capacity, long ticks) {
            this.capacity = capacity;
            this.ticks = ticks;
        }

        void pass(long time) {
            used = Math.max(0, used - time);
        }

        long remaining() {
            return (capacity * ticks - used) / ticks;
        }

        void take(long permits) {
            used += permits * ticks;
        }

        long delay(long permits) {
            return Math.max(0, used - (capacity - permits) * ticks);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void each_answer_is_the_models(long seed) {
        Random random = new Random(seed);
        AtomicLong clock = new AtomicLong(random.nextLong());
        LocalLimits limits = new LocalLimits(List.of(FAST, SLOW), 0.5, Duration.ofSeconds(1), clock::get);
        Bucket fast = new Bucket(3, 200);
        Bucket slow = new Bucket(10, 1_000);
        for (int i = 0; i < 30_000; i++) {
            long time = random.nextInt(4) == 0 ? random.nextInt(3_000) : random.nextInt(100);
            clock.addAndGet(Duration.ofMillis(time).toNanos());
            fast.pass(time);
            slow.pass(time);
            long permits = 1L + random.nextInt(3);
            long there = Math.min(fast.remaining(), slow.remaining());
            long granted = 0;
            Decision decision;
            switch (random.nextInt(6)) {
                case 0 -> {
                    granted = Math.min(permits, there);
                    decision = limits.acquire(ALICE, permits, true);
                    take(granted, fast, slow);
                }
                case 1 -> {
                    decision = limits.refund(ALICE, permits, Grants.now(2)); // what Redis granted was not taken here
                }
                case 2 -> {
                    granted = Math.min(permits, there);
                    decision = limits.penalise(ALICE, permits);
                    fast.take(Math.min(permits, fast.remaining()));
                    slow.take(Math.min(permits, slow.remaining()));
                }
                case 3 -> decision = limits.peek(ALICE);
                default -> {
                    granted = permits <= there ? permits : 0;
                    decision = limits.acquire(ALICE, permits, false);
                    assertThat(decision.allowed()).isEqualTo(granted > 0);
                    if (granted == 0) {
                        Duration wait = Duration.ofMillis(Math.max(fast.delay(permits), slow.delay(permits)));
                        assertThat(decision.retryAfter()).contains(wait);
                    }
                    take(granted, fast, slow);
                }
            }
            assertThat(decision.granted()).as("step %d", i).isEqualTo(granted);
            assertThat(decision.degraded()).isTrue();
            assertThat(decision.standings())
                    .as("step %d", i)
                    .extracting(Standing::remaining)
                    .containsExactly(fast.remaining(), slow.remaining());
        }
    }

    private static void take(long permits, Bucket... buckets) {
        for (Bucket bucket : buckets) {
            bucket.take(permits);
        }
    }
}
