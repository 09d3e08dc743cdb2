package dev.redkeep.leaderboard;

import java.time.Instant;

/**
 * One turn of a {@link Window}: a day, a week, a month.
 *
 * @param name what it is called in its board's key, such as {@code 2026-W47}
 * @param begin when it begins
 * @param end when it ends, itself not included
 */
public record Period(String name, Instant begin, Instant end) {}
