package dev.redkeep.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two that change the same at once: whoever returns first, the older value must not be answered from then on. */
@Timeout(120)
class NearTwiceTest {
    private static final int ROUNDS = 5_000;
    /** Where two threads have one processor, and that not alone, they meet slowly. */
    private static final long ENOUGH_NANOS = Duration.ofSeconds(20).toNanos();

    private static final int END = Integer.MAX_VALUE / 2;
    private static final long KEY = 7;
    private static final String TAG = "tag:a";

    private final NearTests test = new NearTests();
    private final AtomicInteger came = new AtomicInteger();
    private volatile int rounds = ROUNDS;

    @AfterEach
    void close() {
        test.close();
    }

    private void bothEnd(Consumer<NearListener> change) {
        test.has(KEY, "old", TAG);
        long began = System.nanoTime();
        Together.run(2, thread -> {
            for (int round = 0; round < rounds; round++) {
                if (thread == 0) {
                    test.read(KEY);
                    rounds = System.nanoTime() - began < ENOUGH_NANOS ? ROUNDS : round + 1;
                }
                meet(4 * round + 2);
                change.accept(test.feed);
                if (test.memory.find(KEY) != null) {
                    came.set(END);
                    throw new AssertionError("It was answered in round " + round);
                }
                meet(4 * round + 4);
            }
        });
        assertThat(came).hasValue(4 * rounds);
    }

    /** Without sleeping, so that both go on within nanoseconds where there are two processors. */
    private void meet(int all) {
        came.incrementAndGet();
        for (long spins = 1; came.get() < all; spins++) {
            if (spins % 10_000 == 0) {
                LockSupport.parkNanos(1_000);
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void a_key() {
        byte[] key = NearTests.VALUES.key(KEY).bytes();
        bothEnd(feed -> feed.changed(key));
    }

    @Test
    void a_mark() {
        byte[] mark = NearTests.MARKS.key(TAG).bytes();
        bothEnd(feed -> feed.changed(mark));
    }
}
