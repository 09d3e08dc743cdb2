package dev.redkeep.cache;

import static dev.redkeep.cache.Lookup.Origin.LOCAL;
import static dev.redkeep.cache.Lookup.Origin.REDIS;
import static dev.redkeep.cache.NearTests.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NearSourceTest {
    private final NearTests test = new NearTests();

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void answers_the_second_read_itself_with_the_same_value() {
        test.has(1, "a");
        Held<String> first = test.near.find(1L);
        Held<String> second = test.near.find(1L);
        assertThat(first).extracting(held -> held.lookup().origin()).isEqualTo(REDIS);
        assertThat(second).extracting(held -> held.lookup().origin()).isEqualTo(LOCAL);
        assertThat(second.value()).isSameAs(first.value());
        assertThat(test.near.find(1L)).as("made once").isSameAs(second);
        assertThat(test.below.calls).containsExactly("find 1");
        assertThat(test.tally.localHits.sum()).isEqualTo(2);
    }

    @Test
    void holds_what_a_loader_brought_and_does_not_load_again() {
        assertThat(test.near.get(1L, key -> "loaded").lookup().origin()).isEqualTo(Lookup.Origin.LOADER);
        assertThat(test.near.get(1L, key -> "again").value()).isEqualTo("loaded");
        assertThat(test.below.calls).containsExactly("get 1");
    }

    @Test
    void holds_that_there_is_no_value_for_its_time() {
        test.below.values.put(1L, StepSource.absent(SECOND / 2));
        assertThat(test.read(1)).isEqualTo("absent");
        assertThat(test.near.get(1L, key -> "loaded").value()).isNull();
        assertThat(test.below.calls).containsExactly("find 1");
        test.passInSync(Duration.ofMillis(500));
        test.has(1, "a");
        assertThat(test.read(1)).isEqualTo("a");
    }

    @Test
    void holds_a_value_no_longer_than_it_is_fresh() {
        test.below.values.put(1L, StepSource.held("a", SECOND / 2));
        test.read(1);
        test.pass(Duration.ofNanos(SECOND / 2 - 1));
        assertThat(test.origin(1)).isEqualTo(LOCAL);
        test.pass(Duration.ofNanos(1));
        assertThat(test.origin(1)).isEqualTo(REDIS);
    }

    @Test
    void holds_a_value_no_longer_than_the_options_say() {
        test.below.values.put(1L, StepSource.held("a", Long.MAX_VALUE));
        test.read(1);
        for (int i = 0; i < 19; i++) {
            test.passInSync(Duration.ofMillis(500));
            assertThat(test.origin(1)).isEqualTo(LOCAL);
        }
        test.passInSync(Duration.ofMillis(500));
        assertThat(test.origin(1)).isEqualTo(REDIS);
    }

    @Test
    void holds_nothing_that_is_not_fresh() {
        test.below.values.put(1L, new Held<>("a", StepSource.lookup("a", REDIS, true, false), 0, 1, List.of()));
        test.below.values.put(2L, new Held<>("a", StepSource.lookup("a", REDIS, false, true), -1, 1, List.of()));
        for (int i = 0; i < 2; i++) {
            assertThat(test.near.find(1L))
                    .extracting(held -> held.lookup().stale())
                    .isEqualTo(true);
            assertThat(test.near.find(2L))
                    .extracting(held -> held.lookup().degraded())
                    .isEqualTo(true);
        }
        assertThat(test.below.calls).containsExactly("find 1", "find 2", "find 1", "find 2");
    }

    @Test
    void asks_below_only_for_what_it_does_not_hold() {
        test.has(1, "a");
        test.has(2, "b");
        test.read(1);
        Map<Long, Held<String>> all = test.near.findAll(List.of(1L, 2L, 3L, 2L, 1L));
        assertThat(all).containsOnlyKeys(1L, 2L);
        assertThat(all.get(1L).lookup().origin()).isEqualTo(LOCAL);
        assertThat(all.get(2L).lookup().origin()).isEqualTo(REDIS);
        assertThat(test.below.calls).containsExactly("find 1", "findAll [2, 3]");
        assertThat(test.near.getAll(List.of(1L, 2L, 3L), key -> "loaded")).containsOnlyKeys(1L, 2L, 3L);
        assertThat(test.near.getAll(List.of(1L, 2L, 3L), key -> "again").get(3L).value())
                .isEqualTo("loaded");
        assertThat(test.below.calls).hasSize(3).last().isEqualTo("getAll [3]");
        assertThat(test.tally.localHits.sum()).isEqualTo(1 + 2 + 3);
    }

    @Test
    void fails_as_the_level_below_does_and_holds_nothing() {
        test.below.afterRead = () -> {
            throw new IllegalStateException("away");
        };
        test.has(1, "a");
        assertThatThrownBy(() -> test.near.find(1L)).hasMessage("away");
        test.below.afterRead = () -> {};
        assertThat(test.origin(1)).isEqualTo(REDIS);
    }

    @Test
    void ends_the_feed_first_when_closed_and_answers_nothing_more() {
        test.has(1, "a");
        test.read(1);
        test.near.close();
        assertThat(test.below.calls).containsExactly("find 1", "end of feed", "close");
        test.feed.inSync(test.clock.get());
        assertThat(test.origin(1)).isEqualTo(REDIS);
        assertThat(test.origin(1)).isEqualTo(REDIS);
    }

    @Test
    void closes_the_level_below_even_if_the_feed_fails() {
        StepSource below = new StepSource();
        NearSource<Long, String> near = new NearSource<>(below, test.memory, () -> {
            throw new IllegalStateException("feed");
        });
        assertThatThrownBy(near::close).hasMessage("feed");
        assertThat(below.calls).containsExactly("close");
    }
}
