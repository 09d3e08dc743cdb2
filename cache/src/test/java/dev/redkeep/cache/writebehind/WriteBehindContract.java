package dev.redkeep.cache.writebehind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is put is written: the last value, in batches, after its time. */
abstract class WriteBehindContract extends QueueFixture {
    @Test
    void a_thousand_puts_of_one_key_within_the_delay_are_one_write_of_the_last_value() throws Exception {
        WriteBehind<String, String> queue = queue(held());
        for (int i = 1; i <= 1_000; i++) {
            queue.put("k", "v" + i);
        }
        assertThat(writer.batches()).isEmpty();
        assertThat(queue.backlog().unwritten()).isEqualTo(1);

        assertThat(queue.flush(LONG).complete()).isTrue();

        assertThat(writer.written()).containsExactly("k=v1000");
        eventually(() -> assertThat(queue.stats()) // what is confirmed is counted when the answer is there
                .returns(1_000L, WriteBehindStats::puts)
                .returns(999L, WriteBehindStats::coalesced)
                .returns(1L, WriteBehindStats::batches)
                .returns(1L, WriteBehindStats::written));
    }

    @Test
    void what_is_put_is_written_when_its_time_has_come_without_a_flush() {
        WriteBehind<String, String> queue = queue(quick().delay(Duration.ofMillis(50)));
        queue.put("a", "1");
        eventually(() -> assertThat(writer.written()).containsExactly("a=1"));
        eventually(() -> assertThat(queue.backlog()).isEqualTo(new Backlog(0, 0, 0, Duration.ZERO)));
    }

    @Test
    void a_reader_sees_its_own_write_until_it_is_written() throws Exception {
        WriteBehind<String, String> queue = queue(held());
        assertThat(queue.pending("a")).isEmpty();

        long version = queue.put("a", "1");
        assertThat(queue.pending("a")).contains(new Change<>("a", Optional.of("1"), version));
        long deleted = queue.delete("a");
        assertThat(deleted).isGreaterThan(version);
        assertThat(queue.pending("a")).contains(new Change<>("a", Optional.empty(), deleted));

        queue.flush(LONG);
        assertThat(queue.pending("a")).isEmpty();
    }

    @Test
    void a_deletion_reaches_the_writer_as_a_change_without_a_value() throws Exception {
        WriteBehind<String, String> queue = queue(held());
        queue.put("a", "1");
        queue.flush(LONG);
        queue.delete("a");
        queue.flush(LONG);

        assertThat(writer.written()).containsExactly("a=1", "a=-");
        assertThat(writer.rows()).isEmpty();
    }

    @Test
    void versions_grow_over_writes_and_queues() throws Exception {
        WriteBehind<String, String> queue = queue(held());
        long before = 0;
        for (int i = 0; i < 20; i++) {
            long version = queue.put("a", "" + i);
            assertThat(version).isGreaterThan(before);
            before = version;
            queue.flush(LONG);
        }
        WriteBehind<String, String> another = queue(anotherClient(), held(), writer);
        assertThat(another.put("b", "x")).isGreaterThan(before);
    }

    @Test
    void batches_have_at_most_as_many_changes_as_were_asked_for() throws Exception {
        WriteBehind<String, String> queue = queue(held().batch(10));
        IntStream.range(0, 95).forEach(i -> queue.put("k" + i, "v" + i));

        assertThat(queue.flush(LONG).complete()).isTrue();

        assertThat(writer.batches()).hasSize(10).allMatch(batch -> batch.size() <= 10);
        assertThat(writer.rows()).hasSize(95);
    }

    @Test
    void large_changes_make_small_batches() throws Exception {
        WriteBehind<String, String> queue = queue(held());
        String large = "x".repeat(3 << 20);
        IntStream.range(0, 5).forEach(i -> queue.put("k" + i, large));
        queue.put("huge", "x".repeat(9 << 20));

        assertThat(queue.flush(LONG).complete()).isTrue();

        assertThat(writer.batches()).hasSize(4);
        assertThat(writer.rows()).hasSize(6).containsEntry("k4", large);
    }

    @Test
    void batches_are_written_in_parallel_if_that_is_asked_for() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        writer.trouble = batch -> {
            both.countDown();
            both.await();
        };
        WriteBehind<String, String> queue = queue(held().batch(1).parallel(2));
        queue.put("a", "1");
        queue.put("b", "2");

        assertThat(queue.flush(LONG).complete()).isTrue();
        assertThat(writer.rows()).hasSize(2);
    }

    @Test
    void what_is_put_while_its_key_is_being_written_is_written_after_that() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        writer.trouble = batch -> {
            begun.countDown();
            stuck();
        };
        WriteBehind<String, String> queue = queue(quick().parallel(2));
        queue.put("a", "1");
        begun.await();
        queue.put("a", "2");
        queue.put("a", "3");
        queue.put("b", "1");
        eventually(() -> assertThat(queue.backlog().claimed()).isEqualTo(2));
        assertThat(queue.pending("a").orElseThrow().value()).contains("3");
        release.countDown();

        eventually(() -> assertThat(queue.backlog().unwritten()).isZero());
        assertThat(writer.written()).filteredOn(write -> write.startsWith("a")).containsExactly("a=1", "a=3");
        assertThat(writer.disorder()).isEmpty();
    }

    @Test
    void a_full_queue_refuses_another_key_by_name_and_takes_one_that_waits() throws Exception {
        WriteBehind<String, String> queue = queue(held().maxWaiting(2));
        queue.put("a", "1");
        queue.put("b", "1");
        assertThatThrownBy(() -> queue.put("c", "1"))
                .isInstanceOf(WriteBehindFullException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("Remedy");
        assertThatThrownBy(() -> queue.delete("c")).isInstanceOf(WriteBehindFullException.class);
        queue.put("a", "2");
        assertThat(queue.stats().refused()).isEqualTo(2);

        queue.flush(LONG);
        queue.put("c", "1");
        queue.flush(LONG);
        assertThat(writer.rows())
                .containsEntry("a", "2")
                .containsEntry("b", "1")
                .containsEntry("c", "1");
    }

    @Test
    void keys_are_any_text_up_to_their_bound() throws Exception {
        WriteBehind<String, String> queue = queue(held());
        List<String> keys = List.of("k".repeat(10_240), "", "{a}:b c\n%", "π✓😀", "0", "\0", "k".repeat(65_536));
        keys.forEach(key -> queue.put(key, "v"));
        assertThat(queue.pending(keys.get(0)).orElseThrow().value()).contains("v");

        assertThat(queue.flush(LONG).complete()).isTrue();
        assertThat(writer.rows()).containsOnlyKeys(keys);
        assertThatThrownBy(() -> queue.put("k".repeat(65_537), "v"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65,536");
    }

    @Test
    @SuppressWarnings("NullAway") // what is not to be given
    void null_is_refused_before_anything_is_sent() {
        WriteBehind<String, String> queue = queue(held());
        assertThatThrownBy(() -> queue.put(null, "v"))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("key");
        assertThatThrownBy(() -> queue.put("k", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("value");
        assertThatThrownBy(() -> queue.delete(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> queue.pending(null)).isInstanceOf(NullPointerException.class);
        assertThat(queue.stats().puts()).isZero();
    }
}
