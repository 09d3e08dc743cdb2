package dev.redkeep.core.ttl;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations and fractions as documentation writes them. */
final class Wording {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Wording() {}

    /** Whole milliseconds, at most 100 years, in the largest unit that measures them exactly. */
    static String of(Duration duration) {
        long millis = duration.toMillis();
        if (millis % DAY == 0) {
            return millis / DAY + " d";
        }
        if (millis % HOUR == 0) {
            return millis / HOUR + " h";
        }
        if (millis % MINUTE == 0) {
            return millis / MINUTE + " min";
        }
        if (millis % SECOND == 0) {
            return millis / SECOND + " s";
        }
        return millis + " ms";
    }

    static String percent(double fraction) {
        return BigDecimal.valueOf(fraction)
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }
}
