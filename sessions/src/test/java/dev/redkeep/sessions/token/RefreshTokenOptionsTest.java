package dev.redkeep.sessions.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RefreshTokenOptionsTest {
    private static final RefreshTokenOptions DEFAULTS = RefreshTokenOptions.defaults();

    @Test
    void each_setting_changes_alone() {
        assertThat(DEFAULTS.withGrace(Duration.ZERO).grace()).isZero();
        assertThat(DEFAULTS.withRemembered(0).remembered()).isZero();
        assertThat(DEFAULTS.withMaxFamilies(1))
                .isEqualTo(new RefreshTokenOptions(DEFAULTS.idle(), DEFAULTS.absolute(), DEFAULTS.grace(), 32, 1));
        assertThat(DEFAULTS.withLifetimes(Duration.ofDays(1), Duration.ofDays(2)))
                .isEqualTo(new RefreshTokenOptions(Duration.ofDays(1), Duration.ofDays(2), DEFAULTS.grace(), 32, 100));
    }

    @Test
    void what_is_out_of_range_is_refused_by_name() {
        Map<String, ThrowingCallable> refused = Map.of(
                "idle", () -> DEFAULTS.withLifetimes(Duration.ZERO, Duration.ofDays(1)),
                "absolute", () -> DEFAULTS.withLifetimes(Duration.ofDays(2), Duration.ofDays(1)),
                "grace must be 0", () -> DEFAULTS.withGrace(Duration.ofMinutes(6)),
                "grace must", () -> DEFAULTS.withGrace(Duration.ofMillis(-1)),
                "grace must be whole", () -> DEFAULTS.withGrace(Duration.ofNanos(1)),
                "remembered must", () -> DEFAULTS.withRemembered(-1),
                "remembered must be 0", () -> DEFAULTS.withRemembered(1_001),
                "maxFamilies must", () -> DEFAULTS.withMaxFamilies(0),
                "maxFamilies must be 1", () -> DEFAULTS.withMaxFamilies(10_001));
        refused.forEach((message, call) -> assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message));
    }
}
