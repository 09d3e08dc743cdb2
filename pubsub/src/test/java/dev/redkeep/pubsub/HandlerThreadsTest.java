package dev.redkeep.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is given is run, however many come together, and who blocks holds up nobody while there are threads. */
@Timeout(300)
class HandlerThreadsTest {
    private final HandlerThreads threads = new HandlerThreads(3);
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void end() {
        over.countDown();
        threads.shutdownNow();
    }

    private void block() {
        try {
            over.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void those_that_block_hold_up_no_other() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(10);
        List<Runnable> tasks = new ArrayList<>(List.of(this::block, this::block));
        for (int i = 0; i < 10; i++) {
            tasks.add(done::countDown);
        }
        assertThat(threads.execute(tasks)).isTrue();
        done.await();
    }

    @Test
    void no_more_work_than_may_and_what_waits_is_done_later() throws InterruptedException {
        CountDownLatch three = new CountDownLatch(3);
        CountDownLatch all = new CountDownLatch(6);
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        for (int i = 0; i < 6; i++) {
            threads.execute(List.of(() -> {
                most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                three.countDown();
                block();
                atOnce.decrementAndGet();
                all.countDown();
            }));
        }
        three.await();
        over.countDown();
        all.await();
        assertThat(most).hasValue(3);
    }

    @Test
    void nothing_is_forgotten_that_several_give_at_once() throws InterruptedException {
        int each = 20_000;
        CountDownLatch done = new CountDownLatch(4 * each);
        for (int giver = 0; giver < 4; giver++) {
            new Thread(() -> {
                        for (int i = 0; i < each / 2; i++) {
                            threads.execute(List.of(done::countDown, done::countDown));
                        }
                    })
                    .start();
        }
        done.await();
    }

    @Test
    void what_throws_or_interrupts_itself_ends_no_thread() throws InterruptedException {
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch done = new CountDownLatch(2);
        HandlerThreads one = new HandlerThreads(1);
        one.execute(List.of(
                () -> {
                    Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> done.countDown());
                    throw new IllegalStateException("by the test");
                },
                () -> Thread.currentThread().interrupt(),
                () -> {
                    interrupted.set(Thread.currentThread().isInterrupted());
                    done.countDown();
                }));
        done.await();
        assertThat(interrupted).isFalse();
        one.shutdownNow();
    }

    @Test
    void after_the_end_nothing_is_taken() {
        threads.shutdown();
        assertThat(threads.isShutdown()).isTrue();
        assertThat(threads.execute(List.of(() -> {}))).isFalse();
    }
}
