package dev.redkeep.cache;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Keeps what was read before a change from being held after it. Changes are numbered, and each stripe of digests remembers its last
 * one. Who reads below takes the number first, and may hold what came if no stripe that it belongs to has a later one: so tags, which
 * are known only with the value, are fenced as exactly as its key. Two that share a stripe cost each other one look-up.
 */
final class Fences {
    private static final int STRIPES = 1_024;

    private final AtomicLong changes = new AtomicLong();
    private final AtomicLongArray last = new AtomicLongArray(STRIPES);
    private final AtomicIntegerArray underWay = new AtomicIntegerArray(STRIPES);

    /** Take it before a read, for {@link #open}. */
    long number() {
        return changes.get();
    }

    /** Something changed elsewhere. Call it before what is held is removed. */
    void changed(long digest) {
        last.accumulateAndGet(stripe(digest), changes.incrementAndGet(), Math::max);
    }

    /** A change of this process begins: nothing that is read from here to {@link #end} is held. */
    void begin(long digest) {
        underWay.incrementAndGet(stripe(digest));
        changed(digest);
    }

    void end(long digest) {
        changed(digest);
        underWay.decrementAndGet(stripe(digest));
    }

    /** Whether nothing of this digest has changed since a number was taken. Call it when what is to be held can be found by others. */
    boolean open(long digest, long number) {
        // In this order: an end that the first read does not see any more has left its number for the second.
        return underWay.get(stripe(digest)) == 0 && last.get(stripe(digest)) <= number;
    }

    private static int stripe(long digest) {
        return (int) digest & (STRIPES - 1);
    }
}
