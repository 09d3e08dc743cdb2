package dev.redkeep.cache.writebehind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.codec.Codec;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounds of what a queue is built with. */
class WriteBehindInputTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a:b", "{a}", "ä", "a*"})
    void a_name_that_would_not_stand_as_it_is_in_a_key_is_refused(String name) {
        assertThatThrownBy(() -> new WriteBehindSchema<>(name, Codec.string(), Codec.string()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name");
    }

    @Test
    void a_name_has_up_to_a_hundred_characters() {
        assertThat(new WriteBehindSchema<>("a".repeat(100), Codec.string(), Codec.longs()).name())
                .hasSize(100);
        assertThatThrownBy(() -> new WriteBehindSchema<>("a".repeat(101), Codec.string(), Codec.longs()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void options_out_of_their_range_are_refused_by_name() {
        refused("most", options -> options.batch(0));
        refused("most", options -> options.batch(1_001));
        refused("time", options -> options.delay(Duration.ofMillis(-1)));
        refused("time", options -> options.delay(Duration.ofDays(2)));
        refused("time", options -> options.lease(Duration.ofMillis(99)));
        refused("often", options -> options.tries(0));
        refused("often", options -> options.tries(101));
        refused("first", options -> options.retryAfter(Duration.ZERO, Duration.ofSeconds(1)));
        refused("longest", options -> options.retryAfter(Duration.ofSeconds(2), Duration.ofSeconds(1)));
        refused("most", options -> options.maxWaiting(0));
        refused("most", options -> options.parallel(0));
        refused("most", options -> options.parallel(65));
        refused("time", options -> options.closeWithin(Duration.ofHours(2)));
    }

    private static void refused(String parameter, Consumer<WriteBehindOptionsBuilder> setting) {
        assertThatThrownBy(() -> setting.accept(WriteBehindOptions.builder()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(parameter + " must be ");
    }

    @Test
    void options_can_be_changed_from_others() {
        WriteBehindOptions options = WriteBehindOptions.builder().batch(7).build();
        assertThat(options.toBuilder().parallel(3).build().batch).isEqualTo(7);
        assertThat(WriteBehindOptions.defaults().batch).isEqualTo(100);
    }

    @Test
    void changes_show_no_data_as_text() {
        Change<String, String> change = new Change<>("alice", Optional.of("secret"), 7);
        assertThat(change).hasToString("Change[version=7]");
    }
}
