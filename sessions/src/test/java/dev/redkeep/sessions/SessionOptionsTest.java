package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionOptionsTest {
    @ParameterizedTest
    @CsvSource({"PT720H, PT1M", "PT10M, PT1M", "PT9M59.99S, PT59.999S", "PT1M, PT6S", "PT0.01S, PT0.001S"})
    void a_use_is_noted_once_a_minute_or_once_in_a_tenth_of_the_idle_time(Duration idle, Duration touchEvery) {
        assertThat(SessionOptions.builder().idle(idle).build().touchEvery()).isEqualTo(touchEvery);
    }

    @Test
    void what_is_not_set_is_as_documented() {
        SessionOptions discours = SessionOptions.defaults();
        SessionOptions trackeep =
                SessionOptions.builder().schema(SessionSchema.TRACKEEP).build();

        assertThat(discours.idle()).isEqualTo(Duration.ofDays(30));
        assertThat(trackeep.idle()).isEqualTo(Duration.ofHours(24));
        assertThat(discours.touchEvery()).isEqualTo(trackeep.touchEvery()).isEqualTo(Duration.ofMinutes(1));
        assertThat(discours.absolute()).isEmpty();
        assertThat(discours.renewal()).isEmpty();
        assertThat(discours.maximum()).isEmpty();
        assertThat(discours.rotationGrace()).isZero();
    }

    @Test
    void what_is_out_of_bounds_is_refused_by_name() {
        SessionOptionsBuilder hour = SessionOptions.builder().idle(Duration.ofHours(1));
        refused(hour.touchEvery(Duration.ofHours(1)), "touchEvery must be");
        refused(hour.touchEvery(Duration.ofMillis(-1)), "touchEvery must be");
        hour.touchEvery(Duration.ZERO);
        hour.absolute(Duration.ofHours(2));
        refused(hour.renewal(Duration.ofHours(2).plusMillis(1)), "renewal must be at most absolute");
        hour.renewal(Duration.ofHours(2));
        refused(hour.rotationGrace(Duration.ofMinutes(10).plusMillis(1)), "rotationGrace must be");
        hour.rotationGrace(Duration.ofMinutes(10));
        refused(hour.maximum(0, SessionOptions.Excess.REJECT), "maximum must be");
        refused(hour.maximum(10_001, SessionOptions.Excess.REJECT), "maximum must be");
        assertThat(hour.maximum(10_000, SessionOptions.Excess.REJECT).build().maximum())
                .hasValue(10_000);
    }

    private static void refused(SessionOptionsBuilder options, String why) {
        assertThatThrownBy(options::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(why);
    }
}
