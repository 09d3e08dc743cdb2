package dev.redkeep.cache.writebehind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Flush and close, with a writer that is quick, slow or stuck. */
abstract class WriteBehindFlushContract extends QueueFixture {
    @Test
    void a_flush_writes_all_that_any_process_put_before() throws Exception {
        WriteBehind<String, String> one = queue(held().batch(1_000));
        WriteBehind<String, String> two = queue(anotherClient(), held(), writer);
        IntStream.range(0, 1_500).forEach(i -> two.put("k" + i, "v"));
        one.put("mine", "v");

        assertThat(one.flush(LONG)).isEqualTo(new Flushed(0));
        assertThat(writer.rows()).hasSize(1_501);
    }

    @Test
    void a_flush_waits_for_a_slow_writer_and_not_for_what_is_put_later() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        writer.trouble = batch -> {
            begun.countDown();
            if (batch.get(0).key().equals("slow")) {
                stuck();
            }
        };
        WriteBehind<String, String> queue = queue(held().parallel(2));
        queue.put("slow", "1");
        assertThat(queue.flush(Duration.ZERO)).isEqualTo(new Flushed(1));
        begun.await();
        assertThat(queue.flush(Duration.ofMillis(50)).complete()).isFalse();
        release.countDown();
        assertThat(queue.flush(LONG).complete()).isTrue();
        queue.put("later", "1");
        assertThat(writer.rows()).containsOnlyKeys("slow");
    }

    @Test
    void a_flush_leaves_changes_that_failed_their_time_and_says_that_they_are_left() throws Exception {
        writer.trouble = batch -> {
            throw new IllegalStateException("no");
        };
        WriteBehind<String, String> queue = queue(
                held().retryAfter(Duration.ofHours(1), Duration.ofHours(1)).batch(7));
        IntStream.range(0, 7).forEach(i -> queue.put("k" + i, "v"));
        queue.flush(Duration.ZERO);
        eventually(() -> assertThat(queue.stats().failures()).isEqualTo(1));

        assertThat(queue.flush(Duration.ofMillis(100))).isEqualTo(new Flushed(7));
        assertThat(queue.stats().failures()).isEqualTo(1);
    }

    @Test
    void a_flush_can_be_interrupted_and_its_time_has_bounds() {
        WriteBehind<String, String> queue = queue(held());
        assertThatThrownBy(() -> queue.flush(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queue.flush(Duration.ofDays(2))).isInstanceOf(IllegalArgumentException.class);
        writer.trouble = batch -> stuck();
        queue.put("a", "1");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> queue.flush(LONG)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void closing_writes_what_is_left_and_refuses_what_comes() {
        WriteBehind<String, String> queue = queue(held().closeWithin(LONG));
        IntStream.range(0, 250).forEach(i -> queue.put("k" + i, "v"));

        queue.close();

        assertThat(writer.rows()).hasSize(250);
        assertThatThrownBy(() -> queue.put("a", "1")).isInstanceOf(IllegalStateException.class);
        assertThat(events.told).isEmpty();
        assertThat(threads()).isZero();
        queue.close();
    }

    @Test
    void closing_with_a_stuck_writer_ends_interrupts_it_and_says_what_is_left() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        writer.trouble = batch -> {
            begun.countDown();
            stuck();
        };
        WriteBehind<String, String> queue = queue(quick().closeWithin(Duration.ofMillis(100)));
        queue.put("a", "1");
        begun.await();

        queue.close();

        assertThat(events.told).contains("left 1");
        eventually(() -> assertThat(events.told).contains("failed 1 InterruptedException"));
        eventually(() -> assertThat(threads()).isZero());
        writer.trouble = batch -> {};
        queue(anotherClient(), quick(), writer);
        eventually(() -> assertThat(writer.rows()).containsEntry("a", "1"));
    }

    @Test
    void closing_ends_even_if_the_writer_cannot_be_interrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        writer.trouble = batch -> {
            begun.countDown();
            while (release.getCount() > 0) {
                Thread.onSpinWait();
            }
        };
        WriteBehind<String, String> queue = queue(quick());
        queue.put("a", "1");
        begun.await();

        queue.close();

        assertThat(writer.rows()).isEmpty();
        release.countDown();
        eventually(() -> assertThat(threads()).isZero());
        assertThat(writer.rows()).containsEntry("a", "1");
        eventually(() -> assertThat(queue.backlog().unwritten()).isZero());
    }

    @Test
    void a_closed_queue_changes_nothing_and_can_be_looked_at() {
        writer.trouble = batch -> {
            throw new IllegalStateException("no database");
        };
        WriteBehind<String, String> queue = queue(quick().tries(1));
        queue.put("a", "1");
        eventually(() -> assertThat(queue.poisoned(10)).hasSize(1));
        Poisoned<String> poisoned = queue.poisoned(10).get(0);

        queue.close();

        for (ThrowingCallable change : List.<ThrowingCallable>of(
                () -> queue.put("a", "2"),
                () -> queue.delete("a"),
                () -> queue.flush(Duration.ZERO),
                queue::retryPoisoned,
                () -> queue.retryPoisoned(poisoned),
                () -> queue.dropPoisoned(poisoned))) {
            assertThatThrownBy(change)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Queue " + name + " is closed");
        }
        assertThat(queue.pending("a").orElseThrow().value()).contains("1");
        assertThat(queue.poisoned(10)).hasSize(1);
        assertThat(queue.backlog().setAside()).isEqualTo(1);
        assertThat(queue.stats().puts()).isEqualTo(1);
    }

    private long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains(name))
                .count();
    }
}
