package dev.redkeep.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever governments do to their clocks, each moment is in one period. */
class WindowZonesTest {
    private static final Instant BEGIN = Instant.parse("1990-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2031-01-01T00:00:00Z");
    /** Before and after a transition: of clocks that leap by some minutes, by hours, and over the date line. */
    private static final List<Duration> APART = List.of(
            Duration.ofNanos(1),
            Duration.ofSeconds(59),
            Duration.ofMinutes(1),
            Duration.ofMinutes(29),
            Duration.ofMinutes(59),
            Duration.ofMinutes(61),
            Duration.ofHours(3),
            Duration.ofHours(23),
            Duration.ofHours(25));

    @ParameterizedTest
    @EnumSource(Cycle.class)
    void every_moment_around_a_change_is_in_its_period_and_no_other(Cycle cycle) {
        for (Map.Entry<ZoneRules, String> zone : zones().entrySet()) {
            Window window = WindowTest.window(cycle, zone.getValue());
            for (ZoneOffsetTransition change : changes(zone.getKey())) {
                Period before = null;
                for (Instant moment : around(change.getInstant())) {
                    Period period = window.at(moment);
                    boolean inside = !moment.isBefore(period.begin()) && moment.isBefore(period.end());
                    if (!inside || (!period.equals(before) && !follows(window, before, period))) {
                        throw new AssertionError(moment + " of " + zone.getValue() + " is in " + period);
                    }
                    before = period;
                }
            }
        }
        assertThat(zones()).hasSizeGreaterThan(100);
    }

    private static boolean follows(Window window, @Nullable Period before, Period period) {
        return window.named(period.name()).equals(period)
                && window.at(period.begin()).equals(period)
                && window.at(period.end()).begin().equals(period.end())
                && (before == null || behind(before, period));
    }

    private static boolean behind(Period before, Period period) {
        return !period.begin().isBefore(before.end()) && !period.name().equals(before.name());
    }

    /** One of each that differ. */
    private static Map<ZoneRules, String> zones() {
        Map<ZoneRules, String> zones = new LinkedHashMap<>();
        ZoneId.getAvailableZoneIds().stream()
                .sorted()
                .forEach(zone -> zones.putIfAbsent(ZoneId.of(zone).getRules(), zone));
        return zones;
    }

    private static List<ZoneOffsetTransition> changes(ZoneRules rules) {
        List<ZoneOffsetTransition> changes = new ArrayList<>();
        for (ZoneOffsetTransition change = rules.nextTransition(BEGIN);
                change != null && change.getInstant().isBefore(END);
                change = rules.nextTransition(change.getInstant())) {
            changes.add(change);
        }
        return changes;
    }

    private static Set<Instant> around(Instant change) {
        Set<Instant> moments = new TreeSet<>();
        moments.add(change);
        APART.forEach(apart -> {
            moments.add(change.minus(apart));
            moments.add(change.plus(apart));
        });
        return moments;
    }
}
