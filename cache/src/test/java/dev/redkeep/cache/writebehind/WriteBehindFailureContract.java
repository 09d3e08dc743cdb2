package dev.redkeep.cache.writebehind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A writer that fails: for a while, for one key, for good. */
abstract class WriteBehindFailureContract extends QueueFixture {
    /** What the database has against a value. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused() {
            super("the message quotes secret data");
        }
    }

    private final AtomicBoolean works = new AtomicBoolean();

    private void refuse(String key) {
        writer.trouble = batch -> {
            if (!works.get() && batch.stream().anyMatch(change -> change.key().equals(key))) {
                throw new Refused();
            }
        };
    }

    /** One bad key among twenty, set aside. */
    private Poisoned<String> setAside(WriteBehind<String, String> queue) throws InterruptedException {
        refuse("bad");
        IntStream.range(0, 19).forEach(i -> queue.put("k" + i, "v" + i));
        queue.put("bad", "x");
        assertThat(queue.flush(LONG).complete()).isTrue();
        List<Poisoned<String>> poisoned = queue.poisoned(10);
        assertThat(poisoned).hasSize(1);
        return poisoned.get(0);
    }

    @Test
    void a_writer_that_fails_twice_is_asked_again_until_it_works() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        writer.trouble = batch -> {
            if (calls.incrementAndGet() <= 2) {
                throw new IOException("away");
            }
        };
        WriteBehind<String, String> queue = queue(held());
        queue.put("a", "1");
        queue.put("b", "2");

        assertThat(queue.flush(LONG).complete()).isTrue();

        assertThat(writer.rows()).hasSize(2);
        assertThat(events.told).containsExactly("failed 2 IOException", "failed 2 IOException");
        assertThat(queue.stats())
                .returns(3L, WriteBehindStats::batches)
                .returns(2L, WriteBehindStats::failures)
                .returns(0L, WriteBehindStats::setAside);
    }

    @Test
    void a_change_that_always_fails_is_set_aside_and_takes_no_others_along() throws Exception {
        WriteBehind<String, String> queue = queue(held());
        Poisoned<String> poisoned = setAside(queue);

        assertThat(writer.rows()).hasSize(19).doesNotContainKey("bad");
        assertThat(poisoned.key()).contains("bad");
        assertThat(poisoned.tries()).isEqualTo(6);
        assertThat(poisoned.reason()).isEqualTo(Refused.class.getName());
        assertThat(poisoned.version())
                .isEqualTo(queue.pending("bad").orElseThrow().version());
        assertThat(queue.backlog()).isEqualTo(new Backlog(0, 0, 1, Duration.ZERO));
        eventually(() -> assertThat(events.told)
                .filteredOn(event -> !event.startsWith("failed"))
                .containsExactly("aside 1 " + Refused.class.getName()));
        assertThat(queue.stats().setAside()).isEqualTo(1);
        assertThat(poisoned.toString() + events.told).doesNotContain("secret").doesNotContain("bad");
    }

    @Test
    void what_was_set_aside_stays_so_until_another_value_of_its_key_comes() throws Exception {
        WriteBehind<String, String> queue = queue(held());
        setAside(queue);
        works.set(true);
        queue.put("other", "1");
        queue.flush(LONG);
        assertThat(writer.rows()).doesNotContainKey("bad");

        queue.put("bad", "good");
        assertThat(queue.poisoned(10)).isEmpty();
        queue.flush(Duration.ZERO);
        eventually(() -> assertThat(queue.backlog()).isEqualTo(new Backlog(0, 0, 0, Duration.ZERO)));
        assertThat(writer.rows()).containsEntry("bad", "good");
    }

    @Test
    void a_key_that_was_set_aside_is_tried_alone_when_it_comes_back() throws Exception {
        WriteBehind<String, String> queue = queue(quick().delay(Duration.ofMillis(300)));
        setAside(queue);
        int before = writer.batches().size();
        queue.put("bad", "again");
        IntStream.range(0, 9).forEach(i -> queue.put("n" + i, "v" + i));

        eventually(() -> assertThat(queue.poisoned(1)).hasSize(1));
        eventually(() -> assertThat(queue.backlog().unwritten()).isZero());

        assertThat(writer.batches().subList(before, writer.batches().size()))
                .allMatch(
                        batch -> batch.stream().noneMatch(change -> change.key().equals("bad")));
        assertThat(events.told).filteredOn("failed 1 Refused"::equals).hasSizeGreaterThanOrEqualTo(6);
        assertThat(queue.poisoned(1).get(0).tries()).isEqualTo(6);
    }

    @Test
    void what_was_set_aside_can_be_tried_again_one_or_all() throws Exception {
        WriteBehind<String, String> queue = queue(held().tries(1));
        writer.trouble = batch -> {
            if (!works.get()) {
                throw new Refused();
            }
        };
        IntStream.range(0, 5).forEach(i -> queue.put("k" + i, "v" + i));
        queue.flush(LONG);
        assertThat(queue.poisoned(3)).hasSize(3);
        Poisoned<String> first = queue.poisoned(1).get(0);
        works.set(true);

        assertThat(queue.retryPoisoned(first)).isTrue();
        eventually(() -> assertThat(writer.rows()).containsOnlyKeys(first.key().orElseThrow()));
        eventually(() -> assertThat(queue.retryPoisoned(first)).isFalse());
        assertThat(queue.retryPoisoned()).isEqualTo(4);
        eventually(() -> assertThat(writer.rows()).hasSize(5));
        eventually(() -> assertThat(queue.backlog()).isEqualTo(new Backlog(0, 0, 0, Duration.ZERO)));
    }

    @Test
    void what_was_set_aside_can_be_dropped_unless_another_value_came() throws Exception {
        WriteBehind<String, String> queue = queue(held());
        Poisoned<String> poisoned = setAside(queue);
        queue.put("bad", "newer");
        assertThat(queue.dropPoisoned(poisoned)).isFalse();
        assertThat(queue.pending("bad").orElseThrow().value()).contains("newer");
        queue.flush(LONG);
        eventually(() -> assertThat(queue.poisoned(1)).hasSize(1));
        assertThat(queue.dropPoisoned(poisoned)).isFalse();

        assertThat(queue.dropPoisoned(queue.poisoned(1).get(0))).isTrue();
        assertThat(queue.pending("bad")).isEmpty();
        assertThat(queue.backlog()).isEqualTo(new Backlog(0, 0, 0, Duration.ZERO));
        assertThat(queue.dropPoisoned(poisoned)).isFalse();
    }

    @Test
    void an_outage_sets_nothing_aside_however_long_it_takes() throws Exception {
        writer.trouble = batch -> {
            if (!works.get()) {
                throw new IOException("no connection");
            }
        };
        WriteBehind<String, String> queue = queue(held().tries(1).outage(IOException.class::isInstance));
        queue.put("a", "1");
        queue.put("b", "2");
        queue.flush(Duration.ZERO);
        eventually(() -> assertThat(queue.stats().failures()).isGreaterThan(5));
        assertThat(queue.poisoned(1)).isEmpty();
        works.set(true);

        eventually(() -> assertThat(writer.rows()).hasSize(2));
        assertThat(queue.stats().setAside()).isZero();
    }

    @Test
    void a_writer_or_listener_that_throws_an_error_ends_no_worker() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        writer.trouble = batch -> {
            if (calls.incrementAndGet() == 1) {
                throw new NoClassDefFoundError("driver");
            }
        };
        WriteBehind<String, String> queue = queue(held().listener(new WriteBehindListener() {
            @Override
            public void onFailed(String name, int changes, Throwable failure) {
                throw new IllegalStateException("listener");
            }
        }));
        queue.put("a", "1");

        assertThat(queue.flush(LONG).complete()).isTrue();
        assertThat(writer.rows()).hasSize(1);
    }
}
