package dev.redkeep.cache;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** What a cache counts. Safe to share between threads. */
final class Tally {
    final LongAdder localHits = new LongAdder();
    final LongAdder redisHits = new LongAdder();
    final LongAdder misses = new LongAdder();
    final LongAdder loads = new LongAdder();
    final LongAdder loadFailures = new LongAdder();
    final LongAdder loadNanos = new LongAdder();
    final LongAdder staleServed = new LongAdder();
    final LongAdder fencedFills = new LongAdder();
    final LongAdder tooLarge = new LongAdder();
    final LongAdder unreadable = new LongAdder();
    final LongAdder degraded = new LongAdder();
    final LongAdder localEvictions = new LongAdder();
    final LongAdder localResets = new LongAdder();
    final LongAdder bytesRead = new LongAdder();
    final LongAdder bytesWritten = new LongAdder();

    CacheStats snapshot() {
        return new CacheStats(
                localHits.sum(),
                redisHits.sum(),
                misses.sum(),
                loads.sum(),
                loadFailures.sum(),
                Duration.ofNanos(loadNanos.sum()),
                staleServed.sum(),
                fencedFills.sum(),
                tooLarge.sum(),
                unreadable.sum(),
                degraded.sum(),
                localEvictions.sum(),
                localResets.sum(),
                bytesRead.sum(),
                bytesWritten.sum());
    }
}
