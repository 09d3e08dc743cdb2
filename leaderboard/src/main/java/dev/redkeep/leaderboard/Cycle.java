package dev.redkeep.leaderboard;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;

/** How often a board begins anew. Its dates are those of the window's time zone, where each begins as its first day does. */
public enum Cycle {
    /** Each day: {@code 2026-11-22}. */
    DAILY {
        @Override
        LocalDate first(LocalDate day) {
            return day;
        }

        @Override
        LocalDate next(LocalDate first) {
            return first.plusDays(1);
        }

        @Override
        String name(LocalDate first) {
            return first.toString();
        }

        @Override
        LocalDate parsed(String name) {
            return LocalDate.parse(name);
        }
    },
    /** Each week of ISO 8601, from Monday on: {@code 2026-W47}. */
    WEEKLY {
        @Override
        LocalDate first(LocalDate day) {
            return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        }

        @Override
        LocalDate next(LocalDate first) {
            return first.plusWeeks(1);
        }

        @Override
        String name(LocalDate first) {
            int week = first.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            return first.get(IsoFields.WEEK_BASED_YEAR) + (week < 10 ? "-W0" : "-W") + week;
        }

        @Override
        LocalDate parsed(String name) {
            return LocalDate.parse(name + "-1", DateTimeFormatter.ISO_WEEK_DATE);
        }
    },
    /** Each month: {@code 2026-11}. */
    MONTHLY {
        @Override
        LocalDate first(LocalDate day) {
            return day.withDayOfMonth(1);
        }

        @Override
        LocalDate next(LocalDate first) {
            return first.plusMonths(1);
        }

        @Override
        String name(LocalDate first) {
            return YearMonth.from(first).toString();
        }

        @Override
        LocalDate parsed(String name) {
            return YearMonth.parse(name).atDay(1);
        }
    };

    /** The first day of the one that a day is in. */
    abstract LocalDate first(LocalDate day);

    /** The first day of the next one. */
    abstract LocalDate next(LocalDate first);

    abstract String name(LocalDate first);

    /**
     * The first day of the one of that name.
     *
     * @throws DateTimeParseException if it is none
     */
    abstract LocalDate parsed(String name);
}
