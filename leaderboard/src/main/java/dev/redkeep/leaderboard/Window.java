package dev.redkeep.leaderboard;

import static java.util.Objects.requireNonNull;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.ttl.Until;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A board that begins anew each day, week or month of a time zone, each under a key of its own; or one for all time.
 *
 * <pre>{@code
 * static final KeyPattern2<Long, String> DAILY = KeyPattern.of("board:{game}:day:{day}", number().hashTag(), text())
 *         .sortedSet().ttl(TtlPolicy.until("a week after its day")).owner("leaderboard");
 *
 * Window day = Window.of(Cycle.DAILY, ZoneId.of("Europe/Berlin"), Duration.ofDays(7), name -> DAILY.key(7L, name));
 * Window ever = Window.allTime(EVER.key(7L));
 * }</pre>
 *
 * <p>Immutable, and safe to share between threads if its function is. Two are equal only if they are the same.
 */
public final class Window {
    /** As long as who finalises a period has the right to: if its board went before, nobody could be sure to. */
    private static final Duration LEAST_KEPT = FinalRight.LEASE;

    private static final Duration MOST_KEPT = Duration.ofDays(3_650);
    private static final Instant SAMPLE = Instant.EPOCH;

    private final @Nullable Cycle cycle;
    private final ZoneId zone;
    private final Duration kept;
    private final Function<String, Key> keys;
    private final KeyPattern pattern;

    private Window(@Nullable Cycle cycle, ZoneId zone, Duration kept, Function<String, Key> keys) {
        this.cycle = cycle;
        this.zone = requireNonNull(zone, "zone");
        this.kept = kept;
        this.keys = requireNonNull(keys, "keys");
        this.pattern = keys.apply(at(SAMPLE).name()).pattern();
    }

    /**
     * A window that begins anew.
     *
     * @param cycle how often
     * @param zone whose days count
     * @param kept how long a board is kept behind its end, 1 minute to 3,650 days; in this time it must be asked to be {@linkplain
     *     WindowedLeaderboard#finalise finalised}, if that is wanted, and be asked again if that fails
     * @param keys the key of a period, by its name: for each another one, which no other window has; of one pattern, which says
     *     that it lasts {@linkplain dev.redkeep.core.ttl.TtlPolicy#until until} something. It is called here too
     * @return the window
     * @throws IllegalArgumentException if the time is out of range, the pattern says otherwise, or two periods have one key
     */
    public static Window of(Cycle cycle, ZoneId zone, Duration kept, Function<String, Key> keys) {
        if (kept.compareTo(LEAST_KEPT) < 0 || kept.compareTo(MOST_KEPT) > 0) {
            throw new IllegalArgumentException("kept must be 1 minute to 3650 days, not " + kept);
        }
        Window window = new Window(requireNonNull(cycle, "cycle"), zone, kept, keys);
        if (!(window.pattern.facts().ttl().orElse(null) instanceof Until)) {
            throw new IllegalArgumentException(window.pattern
                    + " must be declared to last until its window's end and what it is kept behind that");
        }
        Period sample = window.at(SAMPLE);
        if (window.key(sample).equals(window.key(window.at(sample.end())))) {
            throw new IllegalArgumentException(window.pattern + " must give each period a key of its own");
        }
        return window;
    }

    /**
     * One board for all time.
     *
     * @param key where it is; its pattern says how long it lives, as for {@link Leaderboard#on}
     * @return the window
     * @throws IllegalArgumentException if the pattern is declared otherwise
     */
    public static Window allTime(Key key) {
        Window window = new Window(null, ZoneId.of("UTC"), Duration.ZERO, name -> key);
        Life.of(window.pattern);
        return window;
    }

    /**
     * The period that a moment is in. A day begins when its date is first told: where clocks are put back over midnight, the last
     * hour of the day before is told once more, and counts for the new one.
     *
     * @param moment the moment
     * @return the period; for all time it is called {@code all} and has neither begin nor end
     */
    public Period at(Instant moment) {
        if (cycle == null) {
            return new Period("all", Instant.MIN, Instant.MAX);
        }
        LocalDate first = cycle.first(LocalDate.ofInstant(moment, zone));
        Period period = from(cycle, first);
        // Clocks that are put back over midnight tell the day before once more, which is over.
        return moment.isBefore(period.end()) ? period : from(cycle, cycle.next(first));
    }

    /**
     * The period of a name.
     *
     * @param name such as {@code 2026-11-22}, {@code 2026-W47} or {@code 2026-11}, by the cycle; {@code all} for all time
     * @return the period
     * @throws IllegalArgumentException if the window has none of that name
     */
    public Period named(String name) {
        if (cycle == null && name.equals("all")) {
            return at(SAMPLE);
        }
        try {
            Period period = from(requireCycle(), requireCycle().parsed(name));
            if (period.name().equals(name)) {
                return period;
            }
        } catch (DateTimeException noDate) {
            throw new IllegalArgumentException(
                    "period must be named as " + at(SAMPLE).name() + " is", noDate);
        }
        throw new IllegalArgumentException(
                "period must be named as " + at(SAMPLE).name() + " is");
    }

    /** Whether it begins anew. */
    boolean ends() {
        return cycle != null;
    }

    KeyPattern pattern() {
        return pattern;
    }

    Key key(Period period) {
        Key key = keys.apply(period.name());
        if (key.pattern() != pattern) {
            throw new IllegalArgumentException("key must be of the pattern " + pattern + ", not " + key.pattern());
        }
        return key;
    }

    /** Whether the other one of the same cycle has a key of this one too. */
    boolean meets(Window other) {
        Period sample = at(SAMPLE);
        return cycle == other.cycle
                && Arrays.equals(
                        key(sample).bytes(),
                        other.key(other.named(sample.name())).bytes());
    }

    /** How long a period's board lives, and from when on. */
    Life life(Period period) {
        return cycle == null ? Life.of(pattern) : new Life("until", keptUntil(period), Optional.of(period));
    }

    /** Until when a period's board is kept, in Unix milliseconds. */
    long keptUntil(Period period) {
        return period.end().plus(kept).toEpochMilli();
    }

    private Cycle requireCycle() {
        if (cycle == null) {
            throw new IllegalArgumentException("a board for all time has one period, which is called all");
        }
        return cycle;
    }

    private Period from(Cycle each, LocalDate first) {
        return new Period(each.name(first), begin(first), begin(each.next(first)));
    }

    /** Midnight; where clocks are put forward at midnight, when the day begins. */
    private Instant begin(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /**
     * The cycle and the pattern, never a key.
     *
     * @return such as {@code DAILY in Europe/Berlin: board:{game}:day:{day}}
     */
    @Override
    public String toString() {
        return (cycle == null ? "all time: " : cycle + " in " + zone + ": ") + pattern;
    }
}
