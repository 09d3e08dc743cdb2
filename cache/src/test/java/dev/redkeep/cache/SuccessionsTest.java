package dev.redkeep.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.redkeep.cache.Loading.Loaded;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loads without Redis: one at a time, and each caller gets what was read since it asked. */
@Timeout(120)
class SuccessionsTest {
    private final Successions<String, String> successions = new Successions<>();
    private final AtomicReference<String> database = new AtomicReference<>("old");
    private final AtomicInteger loads = new AtomicInteger();
    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    private static Loaded<String> loaded(String value) {
        return new Loaded<>(List.of(value), 0);
    }

    private Loaded<String> load() {
        loads.incrementAndGet();
        return loaded(database.get());
    }

    /** Reads, and is slow to tell. */
    private Loaded<String> slow() {
        Loaded<String> read = load();
        reading.countDown();
        try {
            goOn.await();
        } catch (InterruptedException interrupted) {
            throw CacheLoadException.interrupted("test");
        }
        return read;
    }

    private String get(Supplier<Loaded<String>> load) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        try {
            return successions
                    .get("key", load, until, until, () -> new CacheLoadException("late"))
                    .values()
                    .get(0);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void who_comes_while_a_load_is_under_way_shares_the_next_one_and_not_that() {
        CompletableFuture<String> first = Apart.supply(() -> get(this::slow));
        await().until(() -> reading.getCount() == 0);
        database.set("new");
        List<Apart.Running<String>> others = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            others.add(Apart.supply(() -> get(this::load)));
        }
        others.forEach(Apart.Running::awaitQueues);
        goOn.countDown();
        assertThat(first.join()).isEqualTo("old");
        assertThat(others).allSatisfy(other -> assertThat(other.join()).isEqualTo("new"));
        assertThat(loads).hasValue(2);
        assertThat(get(this::load)).as("nothing is left of it").isEqualTo("new");
    }

    @Test
    void a_failure_is_that_of_those_who_share_it_and_the_next_loads_anew() {
        IllegalStateException failure = new IllegalStateException("no database");
        CompletableFuture<String> first = Apart.supply(() -> get(this::slow));
        await().until(() -> reading.getCount() == 0);
        Apart.Running<String> second = Apart.supply(() -> get(() -> {
            throw failure;
        }));
        second.awaitQueues();
        Apart.Running<String> third = Apart.supply(() -> get(this::load));
        third.awaitQueues();
        goOn.countDown();
        assertThat(first.join()).isEqualTo("old");
        assertThatThrownBy(second::join).hasCause(failure);
        assertThatThrownBy(third::join).hasCause(failure);
        assertThat(get(this::load)).isEqualTo("old");
    }

    @Test
    void an_interrupt_is_its_callers_alone() throws Exception {
        Apart.Running<String> first = Apart.supply(() -> get(this::slow));
        await().until(() -> reading.getCount() == 0);
        Apart.Running<String> second = Apart.supply(() -> get(this::load));
        second.awaitQueues();
        first.interrupt();
        assertThatThrownBy(first::join).hasCauseInstanceOf(CacheLoadException.class);
        assertThat(second.join()).isEqualTo("old");
    }

    @Test
    void one_that_is_interrupted_while_it_waits_leaves_its_turn_to_others() {
        CompletableFuture<String> first = Apart.supply(() -> get(this::slow));
        await().until(() -> reading.getCount() == 0);
        Apart.Running<String> second = Apart.supply(() -> get(this::load));
        second.awaitQueues();
        Apart.Running<String> third = Apart.supply(() -> get(this::load));
        third.awaitQueues();
        second.interrupt();
        assertThatThrownBy(second::join).hasRootCauseInstanceOf(InterruptedException.class);
        goOn.countDown();
        assertThat(first.join()).isEqualTo("old");
        assertThat(third.join()).isEqualTo("old");
    }
}
