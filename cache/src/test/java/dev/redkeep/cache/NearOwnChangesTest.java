package dev.redkeep.cache;

import static dev.redkeep.cache.Lookup.Origin.LOCAL;
import static dev.redkeep.cache.Lookup.Origin.REDIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What this process changes itself acts at once on what it holds, whatever becomes of the call below. */
class NearOwnChangesTest {
    private static final String TAG = Marks.tag("author:5");
    private static final String GROUP = Marks.group("user:1");

    private final NearTests test = new NearTests();

    @AfterEach
    void close() {
        test.close();
    }

    static Stream<Own> changes() {
        return Stream.of(
                new Own("put", near -> near.put(1L, "new")),
                new Own("write", near -> near.write(1L, "new", (key, value) -> {})),
                new Own("invalidate", near -> near.invalidate(List.of(3L, 1L))),
                new Own("invalidate a tag", near -> near.invalidateMark(TAG)),
                new Own("invalidate a group", near -> near.invalidateMark(GROUP)),
                new Own("clear", near -> near.invalidateMark(Marks.ALL)));
    }

    record Own(String what, Consumer<NearSource<Long, String>> change) {
        @Override
        public String toString() {
            return what;
        }
    }

    private void holdOld() {
        test.has(1, "old", TAG, GROUP);
        test.read(1);
        assertThat(test.origin(1)).isEqualTo(LOCAL);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void is_forgotten_when_the_change_returns(Own own) {
        holdOld();
        own.change.accept(test.near);
        assertThat(test.read(1)).isNotEqualTo("old");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void is_forgotten_before_the_call_below_and_not_held_while_it_lasts(Own own) {
        holdOld();
        test.below.beforeChange = () -> {
            assertThat(test.origin(1)).as("forgotten").isEqualTo(REDIS);
            assertThat(test.origin(1)).as("and not held again").isEqualTo(REDIS);
        };
        own.change.accept(test.near);
        assertThat(test.read(1)).isNotEqualTo("old");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void is_forgotten_even_if_the_call_below_fails(Own own) {
        holdOld();
        test.below.beforeChange = () -> {
            test.read(1);
            throw new IllegalStateException("away");
        };
        assertThatThrownBy(() -> own.change.accept(test.near)).hasMessage("away");
        test.has(1, "as another left it", TAG, GROUP);
        assertThat(test.read(1)).isEqualTo("as another left it");
        assertThat(test.origin(1)).as("and held from now on").isEqualTo(LOCAL);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void does_not_hold_what_was_read_in_the_middle_of_a_change_and_came_after_it(Own own) {
        test.has(1, "old", TAG, GROUP);
        test.below.beforeChange = () -> {
            // A read begins here, and its answer is on the way until the change has returned.
            NearMemory.Ticket<Long, String> ticket = test.memory.ticket();
            Held<String> read = StepSource.held("old", NearTests.SECOND, TAG, GROUP);
            test.below.afterChange = () -> {};
            late = () -> test.memory.hold(ticket, 1L, read);
        };
        own.change.accept(test.near);
        late.run();
        assertThat(test.read(1)).isNotEqualTo("old");
    }

    private Runnable late = () -> {};

    @ParameterizedTest
    @MethodSource("changes")
    void stays_unheld_until_the_last_of_two_at_once_has_ended(Own own) {
        holdOld();
        test.below.beforeChange = () -> {
            test.below.beforeChange = () -> {};
            own.change.accept(test.near); // another one begins and ends
            test.has(1, "old", TAG, GROUP);
            test.read(1);
            assertThat(test.origin(1)).isEqualTo(REDIS);
        };
        own.change.accept(test.near);
        assertThat(test.read(1)).isNotEqualTo("old");
    }

    @Test
    void leaves_what_has_another_tag_alone() {
        test.has(1, "a", TAG);
        test.has(2, "b", Marks.tag("author:6"));
        test.has(3, "c");
        List.of(1L, 2L, 3L).forEach(test::read);
        test.near.invalidateMark(TAG);
        assertThat(test.origin(2)).isEqualTo(LOCAL);
        assertThat(test.origin(3)).isEqualTo(LOCAL);
        assertThat(test.read(1)).isEqualTo("nothing");
    }

    @Test
    void changes_nothing_if_one_of_the_keys_cannot_be_rendered() {
        holdOld();
        NearMemory<Long, String> memory = new NearMemory<>(
                key -> {
                    if (key == 2) {
                        throw new IllegalArgumentException("id");
                    }
                    return NearTests.VALUES.key(key);
                },
                LocalOptions.defaults(),
                test.clock::get,
                test.random::nextDouble,
                NearTests.report(new Tally(), () -> {}));
        memory.inSync(test.clock.get());
        NearSource<Long, String> near = new NearSource<>(test.below, memory, () -> {});
        near.find(1L);
        test.below.calls.clear();
        assertThatThrownBy(() -> near.invalidate(List.of(1L, 2L))).hasMessage("id");
        near.find(1L);
        assertThat(test.below.calls).isEmpty();
    }
}
