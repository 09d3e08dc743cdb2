package dev.redkeep.core.observe;

import java.util.concurrent.atomic.LongAdder;

/** Counts what the client does. Safe to use from any thread. */
public final class OperationCounters {
    private final LongAdder operations = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder timeouts = new LongAdder();
    private final LongAdder scriptLoads = new LongAdder();

    /** Starts at zero. */
    public OperationCounters() {}

    /** Counts an operation that went well. */
    public void succeeded() {
        operations.increment();
    }

    /**
     * Counts an operation that threw.
     *
     * @param timedOut whether it ran out of time
     */
    public void failed(boolean timedOut) {
        operations.increment();
        failures.increment();
        if (timedOut) {
            timeouts.increment();
        }
    }

    /** Counts a script whose source had to be sent. */
    public void loadedScript() {
        scriptLoads.increment();
    }

    /**
     * The counts as they are now.
     *
     * @return a snapshot
     */
    public RedisStats snapshot() {
        return new RedisStats(operations.sum(), failures.sum(), timeouts.sum(), scriptLoads.sum());
    }
}
