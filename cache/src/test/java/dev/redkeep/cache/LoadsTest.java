package dev.redkeep.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Places, threads and times of loads. */
@Timeout(120)
class LoadsTest {
    private static Loads on(Executor executor) {
        return new Loads(
                "p", CacheOptions.builder().maxLoads(1).loadsOn(executor).build());
    }

    @Test
    void an_executor_that_throws_keeps_no_place() {
        AtomicReference<Executor> does = new AtomicReference<>();
        Loads loads = on(work -> does.get().execute(work));
        List<Executor> faulty = List.of(
                work -> {
                    throw new IllegalStateException("not at all");
                },
                work -> {
                    work.run();
                    throw new IllegalStateException("after it");
                });
        for (Executor one : faulty) {
            does.set(one);
            assertThatThrownBy(() -> loads.run(List.of("a"), () -> "value", loads.deadline()))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(loads.beside(() -> {})).isFalse();
            does.set(Runnable::run);
            assertThat(loads.<String>run(
                            List.of("a"),
                            () -> {
                                assertThat(loads.beside(() -> {}))
                                        .as("one place, not two")
                                        .isFalse();
                                return "value";
                            },
                            loads.deadline()))
                    .isEqualTo("value");
        }
    }

    @Test
    void nothing_runs_beside_a_caller_on_its_own_thread() {
        Loads loads = on(Runnable::run);
        AtomicInteger runs = new AtomicInteger();
        assertThat(loads.beside(runs::incrementAndGet)).isFalse();
        assertThat(runs).hasValue(0);
    }

    @Test
    void the_interrupt_of_a_loader_on_the_callers_thread_is_the_callers() {
        Loads loads = on(Runnable::run);
        assertThatThrownBy(() -> loads.run(
                        List.of("a"),
                        () -> {
                            throw new InterruptedException();
                        },
                        loads.deadline()))
                .isInstanceOf(CacheLoadException.class)
                .matches(CacheLoadException::isInterrupt);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void what_was_loaded_beside_is_not_kept_until_its_time_would_have_been_over() {
        CacheOptions options =
                CacheOptions.builder().loadTimeout(Duration.ofMinutes(10)).build();
        try (Loads loads = new Loads("p", options)) {
            AtomicReference<WeakReference<byte[]>> loaded = new AtomicReference<>();
            assertThat(loads.beside(
                            () -> loaded.set(new WeakReference<>(loads.here(List.of("a"), () -> new byte[99])))))
                    .isTrue();
            await().until(() -> {
                System.gc();
                return loaded.get() != null && loaded.get().get() == null;
            });
        }
    }

    @Test
    void a_load_beside_ends_when_its_time_is_over() {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        CacheOptions options =
                CacheOptions.builder().loadTimeout(Duration.ofMillis(50)).build();
        try (Loads loads = new Loads("p", options)) {
            assertThat(loads.beside(() -> failure.set(catchThrowable(() ->
                            loads.here(List.of("a"), () -> new CountDownLatch(1).await(1, TimeUnit.MINUTES))))))
                    .isTrue();
            await().until(() -> failure.get() instanceof CacheLoadException);
        }
    }
}
