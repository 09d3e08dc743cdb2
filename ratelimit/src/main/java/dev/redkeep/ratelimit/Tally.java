package dev.redkeep.ratelimit;

import dev.redkeep.core.client.RedisException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What a limiter and its layers count. Safe to share between threads. */
final class Tally {
    final LongAdder allowed = new LongAdder();
    final LongAdder allowedLocally = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder refusedLocally = new LongAdder();
    final LongAdder degraded = new LongAdder();
    final LongAdder lostRefunds = new LongAdder();
    final LongAdder shadowed = new LongAdder();

    /** What a call to Redis failed with last. */
    volatile @Nullable RedisException failure;

    RateLimiterStats snapshot() {
        return new RateLimiterStats(
                allowed.sum(),
                allowedLocally.sum(),
                refused.sum(),
                refusedLocally.sum(),
                degraded.sum(),
                lostRefunds.sum(),
                shadowed.sum());
    }
}
