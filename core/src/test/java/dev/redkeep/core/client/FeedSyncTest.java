package dev.redkeep.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In which order a listener is told, and that it holds nobody up. */
@Timeout(300)
class FeedSyncTest {
    private static final Object ONE = "one";
    private static final Object OTHER = "other";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private volatile boolean slow;
    private final FeedSync sync = new FeedSync(new KeyFeedListener() {
        @Override
        public void changed(byte[] key) {
            throw new IllegalStateException("listener");
        }

        @Override
        public void allChanged() {
            told.add("all");
            if (slow) {
                slow = false;
                begun.countDown();
                await(goOn);
            }
        }

        @Override
        public void inSync(long asOfNanos) {
            told.add("sync " + asOfNanos);
        }
    });

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(120, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @AfterEach
    void end() {
        goOn.countDown();
        threads.shutdownNow();
    }

    @Test
    void in_sync_is_what_all_have_answered_for() {
        sync.join(ONE);
        sync.join(OTHER);
        sync.synced(ONE, 5);
        sync.synced(OTHER, 3);
        sync.synced(OTHER, 4);
        sync.unheard(OTHER);
        sync.synced(ONE, 9);
        sync.leave(OTHER);
        sync.tell();
        sync.synced(OTHER, 10);
        sync.synced(ONE, 11);
        assertThat(told).containsExactly("sync 3", "sync 4", "all", "all", "sync 11");
    }

    @Test
    void a_listener_that_takes_long_holds_up_no_other_and_is_told_the_rest_in_order() throws Exception {
        sync.join(ONE);
        slow = true;
        CompletableFuture<Void> first = CompletableFuture.runAsync(sync::allChanged, threads);
        await(begun);
        CompletableFuture.runAsync(
                        () -> {
                            sync.synced(ONE, 1);
                            sync.join(OTHER);
                            sync.unheard(ONE);
                            sync.leave(OTHER);
                            sync.tell();
                            sync.synced(ONE, 2);
                            sync.synced(ONE, 3);
                        },
                        threads)
                .get(120, TimeUnit.SECONDS);
        assertThat(told).containsExactly("all");
        goOn.countDown();
        first.get(120, TimeUnit.SECONDS);
        assertThat(told).containsExactly("all", "all", "sync 3");
    }

    @Test
    void a_change_that_was_not_taken_is_told_as_all() {
        sync.changed(new byte[1]);
        assertThat(told).containsExactly("all");
    }
}
