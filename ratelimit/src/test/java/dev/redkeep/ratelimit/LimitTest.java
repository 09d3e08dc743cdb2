package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LimitTest {
    @Test
    void permits_are_from_one_to_one_in_a_microsecond() {
        assertThat(Limit.perDay(86_400_000_000L).capacity()).isEqualTo(86_400_000_000L);
        refused(() -> Limit.perSecond(0), "permits must be from 1 to one in a microsecond, 1000000 here, not 0");
        refused(() -> Limit.perSecond(-1), "permits must be from 1");
        refused(() -> Limit.perSecond(1_000_001), "permits must be from 1");
        refused(() -> Limit.perMinute(Long.MAX_VALUE), "permits must be from 1");
        refused(() -> Limit.perHour(Long.MIN_VALUE), "permits must be from 1");
        refused(() -> Limit.perDay(86_400_000_001L), "permits must be from 1");
    }

    @Test
    void a_period_is_from_a_millisecond_to_a_leap_year() {
        assertThat(Limit.of(1, Duration.ofMillis(1)).periodMicros()).isEqualTo(1_000);
        assertThat(Limit.of(1, Duration.ofDays(366)).periodMicros()).isEqualTo(31_622_400_000_000L);
        refused(() -> Limit.of(1, Duration.ZERO), "period must be from 1 ms to 366 days, not PT0S");
        refused(() -> Limit.of(1, Duration.ofSeconds(-1)), "period must be");
        refused(() -> Limit.of(1, Duration.ofNanos(999_999)), "period must be");
        refused(() -> Limit.of(1, Duration.ofDays(366).plusNanos(1)), "period must be");
        refused(() -> Limit.of(1, Duration.ofNanos(1_000_500)), "period must be whole microseconds, not PT0.0010005S");
        assertThat(Limit.of(1, Duration.ofNanos(1_001_000)).periodMicros()).isEqualTo(1_001);
        refused(() -> Limit.of(1, Duration.ofSeconds(Long.MAX_VALUE)), "period must be");
    }

    @Test
    void a_burst_is_full_again_within_ten_years() {
        assertThat(Limit.perDay(1).burst(3_660).capacity()).isEqualTo(3_660);
        refused(() -> Limit.perDay(1).burst(3_661), "burst must be from 1, and full again within 3,660 days, not 3661");
        refused(() -> Limit.perSecond(1).burst(0), "burst must be from 1");
        refused(() -> Limit.perSecond(1).burst(Long.MIN_VALUE), "burst must be from 1");
        refused(() -> Limit.perSecond(1_000_000).burst(Long.MAX_VALUE), "burst must be from 1");
        refused(
                () -> Limit.perSecond(5).algorithm(Algorithm.FIXED_WINDOW).burst(6),
                "burst must be the permits with FIXED_WINDOW");
        refused(
                () -> Limit.perSecond(5).burst(6).algorithm(Algorithm.FIXED_WINDOW),
                "burst must be the permits with FIXED_WINDOW, which has no other");
    }

    @Test
    void a_log_has_at_most_ten_thousand_permits() {
        assertThat(Limit.perDay(10_000).algorithm(Algorithm.SLIDING_WINDOW_LOG).permits())
                .isEqualTo(10_000);
        refused(
                () -> Limit.perDay(10_001).algorithm(Algorithm.SLIDING_WINDOW_LOG),
                "permits of a sliding window log must be at most 10000");
    }

    @Test
    void a_name_is_the_period_or_a_word() {
        assertThat(Limit.perSecond(1).name()).isEqualTo("second");
        assertThat(Limit.perMinute(1).name()).isEqualTo("minute");
        assertThat(Limit.perHour(1).name()).isEqualTo("hour");
        assertThat(Limit.perDay(1).name()).isEqualTo("day");
        assertThat(Limit.of(1, Duration.ofSeconds(90)).name()).isEqualTo("1m30s");
        assertThat(Limit.of(1, Duration.ofMillis(1_500)).name()).isEqualTo("1_5s");
        assertThat(Limit.of(1, Duration.ofDays(366)).name()).isEqualTo("8784h");
        for (String name : new String[] {"", "A", "a:b", "a".repeat(33), "ä", "a b"}) {
            refused(() -> Limit.perSecond(1).named(name), "name must be 1 to 32 lower-case letters");
            refused(() -> Limit.perSecond(1).scope(name), "scope must be 1 to 32 lower-case letters");
        }
    }

    @Test
    void permits_come_back_in_whole_microseconds_as_scripts_reckon() {
        assertThat(Limit.perSecond(1_000_000).micros(1)).isEqualTo(1);
        assertThat(Limit.perSecond(600_000).micros(600_000)).isEqualTo(1_200_000);
        assertThat(Limit.perSecond(7).micros(7)).isEqualTo(1_000_006);
        for (Algorithm algorithm : new Algorithm[] {Algorithm.TOKEN_BUCKET, Algorithm.FIXED_WINDOW}) {
            Limit limit = Limit.perSecond(7).algorithm(algorithm);
            assertThat(limit.micros(0)).isZero();
            assertThat(limit.micros(1)).isEqualTo(142_858);
            assertThat(limit.micros(7)).isEqualTo(1_000_000);
        }
        Limit vast = Limit.of(31_622_400_000_000L, Duration.ofDays(366)).algorithm(Algorithm.TOKEN_BUCKET);
        assertThat(vast.burst(316_224_000_000_000L).micros(316_224_000_000_000L))
                .isEqualTo(316_224_000_000_000L);
    }

    private static void refused(ThrowingCallable build, String message) {
        assertThatThrownBy(build).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(message);
    }
}
