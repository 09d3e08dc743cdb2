package dev.redkeep.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.key.Segment;
import dev.redkeep.core.ttl.TtlPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When periods begin and end. */
class WindowTest {
    static final KeyPattern1<String> PATTERN = KeyPattern.of("board:{period}", Segment.text())
            .sortedSet()
            .ttl(TtlPolicy.until("its period's end and its retention"))
            .owner("test");

    static Window window(Cycle cycle, String zone) {
        return Window.of(cycle, ZoneId.of(zone), Duration.ofDays(7), PATTERN::key);
    }

    @ParameterizedTest
    @CsvSource({
        "DAILY, Europe/Berlin, 2026-11-21T22:59:59.999Z, 2026-11-21",
        "DAILY, Europe/Berlin, 2026-11-21T23:00:00Z, 2026-11-22",
        "DAILY, America/New_York, 2026-11-22T04:59:59.999Z, 2026-11-21",
        "DAILY, UTC, 2024-02-29T12:00:00Z, 2024-02-29",
        "WEEKLY, UTC, 2026-11-22T23:59:59Z, 2026-W47",
        "WEEKLY, UTC, 2026-11-23T00:00:00Z, 2026-W48",
        "WEEKLY, UTC, 2027-01-03T12:00:00Z, 2026-W53",
        "WEEKLY, UTC, 2027-01-04T00:00:00Z, 2027-W01",
        "WEEKLY, UTC, 2024-12-30T00:00:00Z, 2025-W01",
        "MONTHLY, Asia/Kathmandu, 2026-10-31T18:15:00Z, 2026-11",
        "MONTHLY, Asia/Kathmandu, 2026-10-31T18:14:59Z, 2026-10",
    })
    void a_moment_is_in_the_period_of_its_zone(Cycle cycle, String zone, Instant moment, String name) {
        Window window = window(cycle, zone);
        Period period = window.at(moment);

        assertThat(period.name()).isEqualTo(name);
        assertThat(period.begin()).isBeforeOrEqualTo(moment);
        assertThat(period.end()).isAfter(moment);
        assertThat(window.named(name)).isEqualTo(period);
        assertThat(window.at(period.end()).begin()).isEqualTo(period.end());
        assertThat(window.at(period.end().minusMillis(1))).isEqualTo(period);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-29, 23", // an hour less
        "Europe/Berlin, 2026-10-25, 25",
        "America/Sao_Paulo, 2018-11-04, 23", // no midnight
        "America/Sao_Paulo, 2018-02-17, 25", // the last hour twice
        "America/Havana, 2025-11-02, 25", // the first hour twice
        "Pacific/Apia, 2011-12-29, 24", // the next day was left out
        "America/St_Johns, 2006-10-28, 24", // a minute of the next, and then an hour of this once more
        "America/St_Johns, 2006-10-29, 25",
    })
    void a_day_has_the_hours_that_the_zone_gives_it(String zone, LocalDate day, long hours) {
        Period period = window(Cycle.DAILY, zone).named(day.toString());
        assertThat(Duration.between(period.begin(), period.end())).isEqualTo(Duration.ofHours(hours));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"UTC", "Europe/Berlin", "America/Sao_Paulo", "America/Havana", "Asia/Beirut", "Africa/Cairo"})
    void no_moment_of_ten_years_is_in_two_periods_or_in_none(String zone) {
        for (Cycle cycle : Cycle.values()) {
            Window window = window(cycle, zone);
            Period period = window.at(Instant.parse("2017-01-01T00:00:00Z"));
            while (period.end().isBefore(Instant.parse("2027-01-01T00:00:00Z"))) {
                Period next = window.at(period.end());
                assertThat(next.begin()).isEqualTo(period.end());
                assertThat(next.name()).isGreaterThan(period.name());
                assertThat(window.at(next.end().minusMillis(1))).isEqualTo(next);
                period = next;
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Cycle.class)
    void a_name_that_is_none_is_refused(Cycle cycle) {
        Window window = window(cycle, "UTC");
        for (String name : new String[] {"", "all", "2026", "2026-13", "2026-W54", "2026-02-30", "2026-W1", "x"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> window.named(name));
        }
    }

    @Test
    void one_for_all_time_has_one_period() {
        Window ever = Window.allTime(LeaderboardKeys.CHALLENGE.key(7L));
        assertThat(ever.at(Instant.now())).isEqualTo(ever.named("all"));
        assertThatIllegalArgumentException().isThrownBy(() -> ever.named("2026"));
    }

    @Test
    void a_board_for_all_time_must_say_how_long_it_lives() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Window.allTime(PATTERN.key("all")))
                .withMessageContaining("persistent");
    }

    @Test
    void each_period_must_have_a_key_of_its_own() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Window.of(
                        Cycle.DAILY, ZoneId.of("UTC"), Duration.ofDays(1), name -> PATTERN.key(name.substring(0, 4))))
                .withMessageContaining("key of its own");
    }

    @Test
    void a_window_is_built_as_its_keys_are_declared() {
        ZoneId utc = ZoneId.of("UTC");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Window.of(Cycle.DAILY, utc, Duration.ofDays(1), name -> LeaderboardKeys.CHALLENGE.key(7L)))
                .withMessageContaining("until");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Window.of(Cycle.DAILY, utc, Duration.ofMillis(59_999), PATTERN::key))
                .withMessageStartingWith("kept");
        assertThat(Window.of(Cycle.DAILY, utc, Duration.ofMinutes(1), PATTERN::key)
                        .at(Instant.EPOCH)
                        .name())
                .isEqualTo("1970-01-01");
    }
}
