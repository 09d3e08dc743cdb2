package dev.redkeep.ratelimit;

import java.time.Duration;

/** Limits by a clock that the test moves, a day ahead, so that no key expires by the server's. */
abstract class LimitsInTime extends LimitsOnRedis {
    static final long HOUR = 3_600_000_000L;

    private long now = AHEAD;

    void tick(long micros) {
        now += micros;
        at(now);
    }

    static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
