package dev.redkeep.cache.writebehind;

import java.util.concurrent.atomic.LongAdder;

/** What a queue counts. Safe to share between threads. */
final class QueueTally {
    final LongAdder puts = new LongAdder();
    final LongAdder coalesced = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder batches = new LongAdder();
    final LongAdder written = new LongAdder();
    final LongAdder failures = new LongAdder();
    final LongAdder unreadable = new LongAdder();
    final LongAdder setAside = new LongAdder();
    final LongAdder lostClaims = new LongAdder();
    final LongAdder redisFailures = new LongAdder();

    WriteBehindStats snapshot() {
        return new WriteBehindStats(
                puts.sum(),
                coalesced.sum(),
                refused.sum(),
                batches.sum(),
                written.sum(),
                failures.sum(),
                unreadable.sum(),
                setAside.sum(),
                lostClaims.sum(),
                redisFailures.sum());
    }
}
