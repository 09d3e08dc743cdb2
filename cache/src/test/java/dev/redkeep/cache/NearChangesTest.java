package dev.redkeep.cache;

import static dev.redkeep.cache.Lookup.Origin.LOCAL;
import static dev.redkeep.cache.Lookup.Origin.REDIS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What this process is told, and when it may answer. */
class NearChangesTest {
    private static final String TAG = Marks.tag("author:5");

    private final NearTests test = new NearTests();

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void forgets_a_key_that_was_changed_elsewhere_and_no_other() {
        test.has(1, "old");
        test.has(2, "other");
        test.read(1);
        test.read(2);
        test.changedElsewhere(1, "new");
        assertThat(test.read(1)).isEqualTo("new");
        assertThat(test.origin(1)).as("held again").isEqualTo(LOCAL);
        assertThat(test.origin(2)).isEqualTo(LOCAL);
    }

    @Test
    void takes_keys_that_it_holds_nothing_of_and_bytes_that_are_no_keys() {
        test.feed.changed(NearTests.VALUES.key(77L).bytes());
        test.feed.changed(new byte[0]);
        test.feed.changed("value:no number".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        test.has(1, "a");
        test.read(1);
        assertThat(test.origin(1)).isEqualTo(LOCAL);
    }

    /** Everything that may be told between the read below and the put into memory. */
    static Stream<Told> changes() {
        return Stream.of(
                new Told("the key", test -> test.changedElsewhere(1, "new")),
                new Told("its tag", test -> {
                    test.has(1, "new", TAG);
                    test.markChangedElsewhere(TAG);
                }),
                new Told("the whole cache", test -> {
                    test.has(1, "new");
                    test.markChangedElsewhere(Marks.ALL);
                }),
                new Told("a lost connection", test -> {
                    test.has(1, "new");
                    test.feed.allChanged();
                    test.feed.inSync(test.clock.get());
                }),
                new Told("an own put", test -> test.near.put(1L, "new")),
                new Told("an own clearing", test -> {
                    test.near.invalidateMark(Marks.ALL);
                    test.has(1, "new");
                }),
                new Told("an own invalidation of the tag", test -> {
                    test.near.invalidateMark(TAG);
                    test.has(1, "new", TAG);
                }));
    }

    record Told(String what, java.util.function.Consumer<NearTests> change) {
        @Override
        public String toString() {
            return what;
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void does_not_hold_what_was_read_before_a_change_that_it_hears_of_before_the_put(Told told) {
        test.has(1, "old", TAG);
        test.below.afterRead = () -> {
            test.below.afterRead = () -> {};
            told.change.accept(test);
        };
        assertThat(test.read(1)).as("its read began before the change").isEqualTo("old");
        assertThat(test.read(1)).isEqualTo("new");
        assertThat(test.origin(1)).as("and that is held").isEqualTo(LOCAL);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void forgets_what_it_holds_when_a_change_is_told(Told told) {
        test.has(1, "old", TAG);
        test.read(1);
        told.change.accept(test);
        assertThat(test.read(1)).isEqualTo("new");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void fences_what_many_keys_brought_too(Told told) {
        test.has(1, "old", TAG);
        test.below.afterRead = () -> {
            test.below.afterRead = () -> {};
            told.change.accept(test);
        };
        test.near.getAll(List.of(1L, 2L), key -> null);
        assertThat(test.read(1)).isEqualTo("new");
    }

    @Test
    void holds_what_was_read_while_another_key_and_another_tag_changed() {
        test.has(1, "a", TAG);
        test.below.afterRead = () -> {
            test.changedElsewhere(2, "other");
            test.markChangedElsewhere(Marks.tag("author:6"));
            test.markChangedElsewhere("clock");
        };
        test.read(1);
        assertThat(test.origin(1)).isEqualTo(LOCAL);
    }

    @Test
    void answers_nothing_itself_before_the_feed_is_in_sync() {
        try (NearTests young = new NearTests()) {
            young.feed.allChanged();
            young.has(1, "a");
            young.read(1);
            assertThat(young.origin(1)).isEqualTo(REDIS);
            young.feed.inSync(young.clock.get());
            assertThat(young.origin(1)).as("what was read before is not held").isEqualTo(REDIS);
            assertThat(young.origin(1)).isEqualTo(LOCAL);
        }
    }

    @Test
    void answers_nothing_itself_when_the_feed_has_not_been_heard_of_for_the_staleness() {
        test.has(1, "a");
        test.read(1);
        test.pass(Duration.ofNanos(999_999_999));
        assertThat(test.origin(1)).isEqualTo(LOCAL);
        test.pass(Duration.ofNanos(1));
        assertThat(test.origin(1)).isEqualTo(REDIS);
        assertThat(test.origin(1)).as("nor is anything held").isEqualTo(REDIS);
        test.feed.inSync(test.clock.get());
        test.read(1);
        assertThat(test.origin(1)).isEqualTo(LOCAL);
    }

    @Test
    void does_not_go_back_to_an_old_value_once_it_has_asked_below() {
        test.has(1, "old");
        test.read(1);
        test.pass(Duration.ofSeconds(2));
        test.has(1, "new"); // and the feed is late
        assertThat(test.read(1)).isEqualTo("new");
        test.feed.inSync(test.clock.get() - Duration.ofMillis(500).toNanos());
        assertThat(test.read(1)).isEqualTo("new");
    }

    @Test
    void takes_the_latest_moment_that_it_was_told_of() {
        test.has(1, "a");
        test.read(1);
        test.feed.inSync(test.clock.get() + 500);
        test.feed.inSync(test.clock.get() - 500);
        test.pass(Duration.ofSeconds(1));
        assertThat(test.origin(1)).isEqualTo(LOCAL);
        test.pass(Duration.ofNanos(500));
        assertThat(test.origin(1)).isEqualTo(REDIS);
    }

    @Test
    void counts_and_tells_that_it_was_emptied() {
        test.feed.allChanged();
        test.feed.allChanged(); // nothing was held meanwhile
        test.feed.inSync(test.clock.get());
        test.feed.allChanged();
        test.near.invalidateMark(Marks.ALL);
        test.markChangedElsewhere(Marks.ALL);
        assertThat(test.tally.localResets.sum()).isEqualTo(test.resets.get()).isEqualTo(2);
    }
}
