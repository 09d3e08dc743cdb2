package dev.redkeep.core.client;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The calls that wait for a lane, bounded in number and in bytes. Any thread adds; only the leader takes. */
final class LaneQueue {
    static final int MAX_CALLS = 16_384;
    static final long MAX_BYTES = 64L << 20;

    /** One counter for both bounds: bytes below, calls above. */
    private static final int CALLS = 40;

    private final Queue<LaneCall> calls = new ConcurrentLinkedQueue<>();
    private final AtomicLong load = new AtomicLong();

    /** False if there is no room. */
    boolean offer(LaneCall call) {
        long now = load.addAndGet(weight(call));
        if (now >> CALLS > MAX_CALLS || (now & ((1L << CALLS) - 1)) > MAX_BYTES) {
            load.addAndGet(-weight(call));
            return false;
        }
        calls.add(call);
        return true;
    }

    @Nullable
    LaneCall poll() {
        LaneCall call = calls.poll();
        if (call != null) {
            load.addAndGet(-weight(call));
        }
        return call;
    }

    @Nullable
    LaneCall peek() {
        return calls.peek();
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    int size() {
        return (int) (load.get() >> CALLS);
    }

    private static long weight(LaneCall call) {
        return (1L << CALLS) + call.bytes;
    }
}
