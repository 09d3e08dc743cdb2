package dev.redkeep.cache;

import static dev.redkeep.cache.NearTests.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is held stays within its bounds, and nothing is left of what is not. */
class NearBoundsTest {
    @Test
    void holds_no_more_than_the_weight_and_counts_what_had_to_go() {
        try (NearTests test = new NearTests(LocalOptions.defaults().withMaximumWeight(10_000))) {
            for (long key = 0; key < 1_000; key++) {
                test.has(key, "x".repeat(100));
                test.read(key);
            }
            long[] sizes = test.memory.term().sizes();
            assertThat(sizes[0]).isBetween(40L, 10_000L / 164);
            assertThat(sizes[1]).as("the index has the same").isEqualTo(sizes[0]);
            assertThat(test.tally.localEvictions.sum()).isEqualTo(1_000 - sizes[0]);
        }
    }

    @Test
    void holds_absence_and_small_values_within_the_weight_too() {
        try (NearTests test = new NearTests(LocalOptions.defaults().withMaximumWeight(10_000))) {
            for (long key = 0; key < 1_000; key++) {
                test.below.values.put(key, StepSource.absent(SECOND));
                test.read(key);
            }
            assertThat(test.memory.term().sizes()[0]).isBetween(100L, 10_000L / 65);
        }
    }

    @Test
    void counts_long_tags_as_weight() {
        try (NearTests test = new NearTests(LocalOptions.defaults().withMaximumWeight(10_000))) {
            for (long key = 0; key < 100; key++) {
                test.has(key, "x", Marks.tag("y".repeat(996)));
                test.read(key);
            }
            assertThat(test.memory.term().sizes()[0]).isBetween(5L, 9L);
        }
    }

    @Test
    void does_not_hold_what_is_larger_than_all() {
        try (NearTests test = new NearTests(LocalOptions.defaults().withMaximumWeight(1_000))) {
            test.has(1, "x".repeat(2_000));
            test.read(1);
            assertThat(test.memory.term().sizes()).containsOnly(0);
            assertThat(test.origin(1)).isEqualTo(Lookup.Origin.REDIS);
        }
    }

    @Test
    void holds_a_value_no_longer_than_it_lives_below_however_long_the_read_took() {
        try (NearTests test = new NearTests()) {
            test.has(1, "lives for ten seconds");
            test.below.afterRead = () -> passInSync(test, 6);
            test.read(1);
            test.below.afterRead = () -> {};
            passInSync(test, 3);
            assertThat(test.origin(1)).isEqualTo(Lookup.Origin.LOCAL);
            passInSync(test, 2);
            assertThat(test.origin(1)).isEqualTo(Lookup.Origin.REDIS);
        }
    }

    private static void passInSync(NearTests test, long seconds) {
        test.pass(Duration.ofSeconds(seconds));
        test.feed.inSync(test.clock.get());
    }

    @Test
    void keeps_nothing_in_the_index_of_what_it_forgot() {
        try (NearTests test = new NearTests()) {
            for (long key = 0; key < 100; key++) {
                test.has(key, "a");
                test.read(key);
                test.read(key);
            }
            assertThat(test.memory.term().sizes()).containsOnly(100);
            for (long key = 0; key < 50; key++) {
                test.changedElsewhere(key, "b");
            }
            assertThat(test.memory.term().sizes()).containsOnly(50);
            test.below.afterRead = () -> test.changedElsewhere(1, "c");
            test.read(1);
            assertThat(test.memory.term().sizes()).as("fenced").containsOnly(50);
            test.below.afterRead = () -> {};
            test.below.values.put(60L, StepSource.held("stale", 0));
            test.pass(java.time.Duration.ofSeconds(11));
            test.feed.inSync(test.clock.get());
            test.read(60);
            assertThat(test.memory.term().sizes()).as("stale below").containsOnly(49);
            test.feed.allChanged();
            assertThat(test.memory.term().sizes()).containsOnly(0);
        }
    }

    @Test
    void forgets_marks_that_nothing_has_any_more() {
        LocalMarks marks = new LocalMarks();
        LocalMarks.Mark[] kept = marks.of(java.util.List.of("tag:kept"));
        for (int i = 0; i < 1_000; i++) {
            marks.of(java.util.List.of("tag:" + i));
        }
        await().until(() -> {
            System.gc();
            return marks.size() == 1;
        });
        assertThat(marks.of(java.util.List.of("tag:kept"))[0]).isSameAs(kept[0]);
        marks.changed("tag:kept");
        assertThat(kept[0].changed()).isTrue();
        assertThat(marks.of(java.util.List.of("tag:kept"))[0]).isNotSameAs(kept[0]);
    }

    @Test
    void does_not_answer_an_entry_that_an_eviction_has_taken_out_of_the_index_only() {
        java.util.concurrent.atomic.AtomicReference<NearTerm<Long, String>> term =
                new java.util.concurrent.atomic.AtomicReference<>();
        java.util.List<Boolean> answered = new java.util.concurrent.CopyOnWriteArrayList<>();
        LocalMarks.Mark[] none = new LocalMarks().of(java.util.List.of());
        NearEntry<Long, String> entry =
                new NearEntry<>(1L, new byte[] {1}, StepSource.held("a", 1), SECOND, null, none);
        java.util.concurrent.atomic.LongAdder midEviction = new java.util.concurrent.atomic.LongAdder() {
            @Override
            public void increment() {
                term.get().drop(entry.digest()); // a change is told now, and a read comes after it
                NearEntry<Long, String> found = term.get().find(1L);
                answered.add(found != null && found.good(0));
                super.increment();
            }
        };
        term.set(new NearTerm<>(1, midEviction, Long.MAX_VALUE / 2));
        term.get().hold(entry, () -> true);
        await().until(() -> {
            term.get().sizes();
            return midEviction.sum() == 1;
        });
        assertThat(answered).containsExactly(false);
    }

    @Test
    void keeps_two_keys_of_one_digest_from_being_mixed_up() {
        java.util.concurrent.atomic.LongAdder evictions = new java.util.concurrent.atomic.LongAdder();
        NearTerm<Long, String> term = new NearTerm<>(1_000, evictions, Long.MAX_VALUE / 2);
        byte[] same = {1};
        LocalMarks.Mark[] none = new LocalMarks().of(java.util.List.of());
        NearEntry<Long, String> one = new NearEntry<>(1L, same, StepSource.held("a", 1), SECOND, null, none);
        NearEntry<Long, String> two = new NearEntry<>(2L, same, StepSource.held("b", 1), SECOND, null, none);
        term.hold(one, () -> true);
        term.hold(two, () -> true);
        assertThat(one.good(0)).as("no change would find it any more").isFalse();
        assertThat(two.good(0)).isTrue();
        term.drop(two.digest());
        assertThat(two.good(0)).isFalse();
        assertThat(term.find(2L)).isNull();
    }
}
