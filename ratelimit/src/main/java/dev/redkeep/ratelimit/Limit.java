package dev.redkeep.ratelimit;

import java.math.BigInteger;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * So many permits in a period. Immutable.
 *
 * <pre>{@code
 * Limit.perSecond(10).burst(20)
 * Limit.perHour(1_000).algorithm(Algorithm.SLIDING_WINDOW_COUNTER)
 * Limit.perMinute(100).scope("tenant")
 * }</pre>
 *
 * @param name what it is called in keys, headers and answers: 1 to 32 lower-case letters, digits, {@code _} and {@code -}. By
 *     default the period's ({@code second}, {@code minute}, {@code hour}, {@code day}, or such as {@code 1m30s}), so that other
 *     permits go on with what was counted
 * @param scope what the limit counts for, such as {@code client} or {@code tenant}: spelled like a name
 * @param algorithm how it counts
 * @param permits how many in a period, from 1; at most one in a microsecond, and at most 10,000 in a sliding window log
 * @param period from 1 ms to 366 days, in whole microseconds
 * @param burst how many may come at once, from 1; the permits unless the algorithm is one that bursts. It is full again within
 *     3,660 days
 */
public record Limit(String name, String scope, Algorithm algorithm, long permits, Duration period, long burst) {
    /** Whom a limit counts if nothing else is said. */
    public static final String CLIENT = "client";

    static final long MAX_LOG = 10_000;

    private static final Pattern WORD = Pattern.compile("[a-z0-9_-]{1,32}");
    private static final Duration LONGEST_PERIOD = Duration.ofDays(366);
    private static final long LONGEST_FILL_MICROS = Duration.ofDays(3_660).toNanos() / 1_000;

    /**
     * Checks the parts.
     *
     * @param name see the record
     * @param scope see the record
     * @param algorithm see the record
     * @param permits see the record
     * @param period see the record
     * @param burst see the record
     * @throws IllegalArgumentException if one is out of its range; the message names it and the range
     */
    public Limit {
        checkWord("name", name);
        checkWord("scope", scope);
        if (period.compareTo(Duration.ofMillis(1)) < 0 || period.compareTo(LONGEST_PERIOD) > 0) {
            throw new IllegalArgumentException("period must be from 1 ms to 366 days, not " + period);
        }
        if (!period.truncatedTo(ChronoUnit.MICROS).equals(period)) {
            throw new IllegalArgumentException("period must be whole microseconds, not " + period);
        }
        long micros = micros(period);
        if (permits < 1 || permits > micros) {
            throw new IllegalArgumentException(
                    "permits must be from 1 to one in a microsecond, " + micros + " here, not " + permits);
        }
        if (algorithm == Algorithm.SLIDING_WINDOW_LOG && permits > MAX_LOG) {
            throw new IllegalArgumentException("permits of a sliding window log must be at most " + MAX_LOG + ", not "
                    + permits + ": SLIDING_WINDOW_COUNTER is for more");
        }
        if (burst < 1 || burst > LONGEST_FILL_MICROS / ((double) micros / permits)) {
            throw new IllegalArgumentException("burst must be from 1, and full again within 3,660 days, not " + burst);
        }
        if (!algorithm.bursts() && burst != permits) {
            throw new IllegalArgumentException("burst must be the permits with " + algorithm + ", which has no other");
        }
    }

    /**
     * So many a second, by {@link Algorithm#GCRA}, all of them at once if they were not used.
     *
     * @param permits from 1 to 1,000,000
     * @return the limit
     * @throws IllegalArgumentException if the permits are out of range
     */
    public static Limit perSecond(long permits) {
        return of(permits, Duration.ofSeconds(1));
    }

    /**
     * So many a minute, as {@link #perSecond}.
     *
     * @param permits from 1 to 60,000,000
     * @return the limit
     * @throws IllegalArgumentException if the permits are out of range
     */
    public static Limit perMinute(long permits) {
        return of(permits, Duration.ofMinutes(1));
    }

    /**
     * So many an hour, as {@link #perSecond}.
     *
     * @param permits from 1 to 3,600,000,000
     * @return the limit
     * @throws IllegalArgumentException if the permits are out of range
     */
    public static Limit perHour(long permits) {
        return of(permits, Duration.ofHours(1));
    }

    /**
     * So many in 24 hours, as {@link #perSecond}.
     *
     * @param permits from 1 to 86,400,000,000
     * @return the limit
     * @throws IllegalArgumentException if the permits are out of range
     */
    public static Limit perDay(long permits) {
        return of(permits, Duration.ofDays(1));
    }

    /**
     * So many in a period, as {@link #perSecond}.
     *
     * @param permits from 1; at most one in a microsecond
     * @param period from 1 ms to 366 days, in whole microseconds
     * @return the limit
     * @throws IllegalArgumentException if one is out of range
     */
    public static Limit of(long permits, Duration period) {
        return new Limit(named(period), CLIENT, Algorithm.GCRA, permits, period, permits);
    }

    /**
     * How many may come at once.
     *
     * @param value from 1; fewer than the permits spread them over the period
     * @return a limit
     * @throws IllegalArgumentException if it is out of range, or the algorithm has no burst of its own
     */
    public Limit burst(long value) {
        return new Limit(name, scope, algorithm, permits, period, value);
    }

    /**
     * How it counts.
     *
     * @param value an algorithm
     * @return a limit
     * @throws IllegalArgumentException if the permits are too many for it, or the limit has a burst and it does not
     */
    public Limit algorithm(Algorithm value) {
        return new Limit(name, scope, value, permits, period, burst);
    }

    /**
     * What it is called.
     *
     * @param value 1 to 32 lower-case letters, digits, {@code _} and {@code -}
     * @return a limit
     * @throws IllegalArgumentException if it is spelled otherwise
     */
    public Limit named(String value) {
        return new Limit(value, scope, algorithm, permits, period, burst);
    }

    /**
     * What it counts for.
     *
     * @param value such as {@code tenant}; 1 to 32 lower-case letters, digits, {@code _} and {@code -}
     * @return a limit
     * @throws IllegalArgumentException if it is spelled otherwise
     */
    public Limit scope(String value) {
        return new Limit(name, value, algorithm, permits, period, burst);
    }

    /** The most that can be granted at once. */
    long capacity() {
        return burst;
    }

    /** The period in microseconds. */
    long periodMicros() {
        return micros(period);
    }

    /** The time in which so many permits come back, in microseconds, rounded up; where they come back evenly, as scripts reckon. */
    long micros(long count) {
        long period = periodMicros();
        if (algorithm == Algorithm.GCRA) {
            return count * ((period + permits - 1) / permits);
        } else if (Math.multiplyHigh(count, period) == 0 && count * period > 0) {
            return (count * period - 1) / permits + 1;
        }
        BigInteger[] whole = BigInteger.valueOf(count)
                .multiply(BigInteger.valueOf(period))
                .divideAndRemainder(BigInteger.valueOf(permits));
        return whole[0].longValueExact() + whole[1].signum();
    }

    private static long micros(Duration period) {
        return period.getSeconds() * 1_000_000 + period.getNano() / 1_000;
    }

    private static String named(Duration period) {
        if (period.equals(Duration.ofSeconds(1))) {
            return "second";
        } else if (period.equals(Duration.ofMinutes(1))) {
            return "minute";
        } else if (period.equals(Duration.ofHours(1))) {
            return "hour";
        } else if (period.equals(Duration.ofDays(1))) {
            return "day";
        }
        return period.toString().substring(2).toLowerCase(Locale.ROOT).replace('.', '_');
    }

    static void checkWord(String parameter, String value) {
        if (!WORD.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    parameter + " must be 1 to 32 lower-case letters, digits, '_' and '-', not \"" + value + '"');
        }
    }
}
