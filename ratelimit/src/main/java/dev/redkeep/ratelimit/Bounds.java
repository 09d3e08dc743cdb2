package dev.redkeep.ratelimit;

import java.time.Duration;

/** What the limiters' options have in common. */
final class Bounds {
    private static final Duration SHORTEST_DEADLINE = Duration.ofMillis(1);
    private static final Duration LONGEST_DEADLINE = Duration.ofMillis(Integer.MAX_VALUE); // the client's
    private static final Duration LONGEST_PROBE = Duration.ofDays(1);

    private Bounds() {}

    static void deadline(Duration value) {
        if (value.compareTo(SHORTEST_DEADLINE) < 0 || value.compareTo(LONGEST_DEADLINE) > 0) {
            throw new IllegalArgumentException(
                    "deadline must be from 1 ms to " + LONGEST_DEADLINE.toMillis() + " ms, not " + value);
        }
    }

    static void probeEvery(Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST_PROBE) > 0) {
            throw new IllegalArgumentException("probeEvery must be from 0 to 1 day, not " + value);
        }
    }
}
