package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Asynchronous calls that need a thread, without a server. */
@Timeout(300)
@SuppressWarnings("FutureReturnValueIgnored") // many are only there to take a place
class AsyncThreadsTest {
    private static final int MOST = 2;

    private final AsyncThreads threads = new AsyncThreads(MOST, NotSentException::late);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();

    @AfterEach
    void close() {
        gate.countDown();
        threads.close();
    }

    private String work() {
        begun.incrementAndGet();
        try {
            assertThat(gate.await(120, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        return Thread.currentThread().getName();
    }

    private CompletableFuture<String> start(long bytes, Duration patience) {
        return threads.run(this::work, bytes, System.nanoTime() + patience.toNanos());
    }

    private List<CompletableFuture<String>> start(int calls) {
        List<CompletableFuture<String>> started = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            started.add(start(1, GENEROUS));
        }
        return started;
    }

    private static Failures failure(CompletableFuture<?> call) throws InterruptedException {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        call.whenComplete((value, failed) -> thrown.complete(failed));
        assertThat(thrown).succeedsWithin(GENEROUS).isInstanceOf(NotSentException.class);
        return Failures.of(new Translation("test", null).of((NotSentException) thrown.join()));
    }

    @Test
    void no_more_begin_at_once_than_there_are_threads_and_all_come_to_their_turn() {
        List<CompletableFuture<String>> calls = start(100);
        await().atMost(GENEROUS).until(() -> begun.get() == MOST);
        gate.countDown();
        assertThat(calls)
                .allSatisfy(call -> assertThat(call).succeedsWithin(GENEROUS).isEqualTo("redkeep-async"));
        assertThat(begun).hasValue(100);
    }

    @Test
    void what_follows_runs_on_others() {
        CompletableFuture<String> follower =
                start(1, GENEROUS).thenApply(ran -> Thread.currentThread().getName());
        gate.countDown();
        assertThat(follower).succeedsWithin(GENEROUS).asString().startsWith("redkeep-answer-");
    }

    @Test
    void one_whose_turn_does_not_come_in_time_fails_unsent_while_others_go_on() throws Exception {
        start(MOST);
        await().atMost(GENEROUS).until(() -> begun.get() == MOST);
        failure(start(1, Duration.ofMillis(20))).is(RedisTimeoutException.class).neverRan();
        gate.countDown();
        assertThat(start(1, GENEROUS)).succeedsWithin(GENEROUS);
        assertThat(begun).hasValue(MOST + 1);
    }

    @Test
    void a_full_queue_refuses() {
        start(MOST + LaneQueue.MAX_CALLS);
        assertThatThrownBy(() -> start(1, GENEROUS))
                .isInstanceOf(NotSentException.class)
                .hasMessage("too many callers wait for this server");
    }

    @Test
    void many_bytes_are_refused_but_behind_nothing() {
        start(MOST);
        await().atMost(GENEROUS).until(() -> begun.get() == MOST);
        start(LaneQueue.MAX_BYTES + 1, GENEROUS);
        assertThatThrownBy(() -> start(1, GENEROUS)).isInstanceOf(NotSentException.class);
        gate.countDown();
        await().atMost(GENEROUS).until(() -> begun.get() == MOST + 1);
        assertThat(start(1, GENEROUS)).succeedsWithin(GENEROUS);
    }

    @Test
    void to_close_fails_what_waits_and_what_comes_and_the_threads_end() throws Exception {
        List<CompletableFuture<String>> running = start(MOST);
        await().atMost(GENEROUS).until(() -> begun.get() == MOST);
        CompletableFuture<String> waiting = start(1, GENEROUS);
        threads.close();
        failure(waiting).is(RedisUnavailableException.class).neverRan().says("the client is closed");
        assertThatThrownBy(() -> start(1, GENEROUS)).hasMessage("the client is closed");
        gate.countDown();
        assertThat(running).allSatisfy(call -> assertThat(call).succeedsWithin(GENEROUS));
    }

    @Test
    void a_failure_comes_as_it_is() throws Exception {
        NotSentException thrown = NotSentException.closed();
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        threads.run(
                        () -> {
                            throw thrown;
                        },
                        1,
                        System.nanoTime() + GENEROUS.toNanos())
                .whenComplete((value, failed) -> told.complete(failed));
        assertThat(told).succeedsWithin(GENEROUS).isSameAs(thrown);
    }
}
