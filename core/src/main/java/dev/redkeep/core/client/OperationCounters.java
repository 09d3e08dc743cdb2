package dev.redkeep.core.client;

import dev.redkeep.core.observe.RedisStats;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the client does. Safe to use from any thread. */
final class OperationCounters {
    private final LongAdder operations = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder timeouts = new LongAdder();
    private final LongAdder scriptLoads = new LongAdder();

    /** Counts an operation that went well. */
    void succeeded() {
        operations.increment();
    }

    /** Counts an operation that threw, maybe since it ran out of time. */
    void failed(boolean timedOut) {
        operations.increment();
        failures.increment();
        if (timedOut) {
            timeouts.increment();
        }
    }

    /** Counts a script whose source had to be sent. */
    void loadedScript() {
        scriptLoads.increment();
    }

    /** The counts as they are now. */
    RedisStats snapshot() {
        return new RedisStats(operations.sum(), failures.sum(), timeouts.sum(), scriptLoads.sum());
    }
}
