package dev.redkeep.core.client;

import static dev.redkeep.core.client.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolAndTimeoutsTest {
    private static final Map<String, Function<Duration, Object>> DURATIONS = Map.of(
            "connect", Timeouts.defaults()::withConnect,
            "read", Timeouts.defaults()::withRead,
            "write", Timeouts.defaults()::withWrite,
            "operation", Timeouts.defaults()::withOperation,
            "maxAge", value -> PoolOptions.builder().maxAge(value).build(),
            "maxIdleTime", value -> PoolOptions.builder().maxIdleTime(value).build(),
            "maxWait", value -> PoolOptions.builder().maxWait(value).build());

    @Test
    void a_duration_is_1_ms_to_what_an_int_of_milliseconds_holds() {
        Duration least = Duration.ofMillis(1);
        Duration most = Duration.ofMillis(Integer.MAX_VALUE);
        List<Duration> outside = List.of(
                Duration.ZERO,
                least.minusNanos(1),
                Duration.ofSeconds(-5),
                most.plusNanos(1),
                Duration.ofSeconds(Long.MAX_VALUE),
                Duration.ofSeconds(Long.MIN_VALUE));
        DURATIONS.forEach((name, setting) -> {
            assertThat(setting.apply(least).toString()).contains(name + "=PT0.001S");
            assertThat(setting.apply(most).toString()).contains(name + "=" + most);
            for (Duration value : outside) {
                assertRefused(() -> setting.apply(value)).hasMessage(name + " must be 1 ms..2147483647 ms");
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "4, 4", "5, 5", "6, 5", "2147483647, 5"})
    void unless_chosen_min_idle_follows_a_low_maximum(int max, int minIdle) {
        assertThat(PoolOptions.builder().maxConnections(max).build().minIdle()).isEqualTo(minIdle);
        assertThat(PoolOptions.defaults().toBuilder()
                        .maxConnections(max)
                        .build()
                        .minIdle())
                .isEqualTo(minIdle);
    }

    @Test
    void a_chosen_min_idle_stays_and_must_fit() {
        PoolOptions eight = PoolOptions.builder().minIdle(8).build();
        assertThat(eight.toBuilder().build()).isEqualTo(eight);
        assertRefused(() -> eight.toBuilder().maxConnections(7).build())
                .hasMessage("minIdle must be 0..maxConnections (7)");
        assertRefused(() -> PoolOptions.builder().minIdle(-1).build())
                .hasMessage("minIdle must be 0..maxConnections (20)");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "-2147483648"})
    void a_pool_has_at_least_one_connection(int max) {
        assertRefused(() -> PoolOptions.builder().maxConnections(max).build())
                .hasMessage("maxConnections must be 1 or more");
    }
}
