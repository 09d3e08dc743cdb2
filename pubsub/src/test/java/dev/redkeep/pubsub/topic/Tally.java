package dev.redkeep.pubsub.topic;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** How often each message of a long test was handled, by its number from 0. */
final class Tally {
    private final AtomicIntegerArray counts;
    private final AtomicInteger handled = new AtomicInteger();
    private final AtomicInteger different = new AtomicInteger();

    Tally(int messages) {
        counts = new AtomicIntegerArray(messages);
    }

    void handled(long message) {
        if (counts.getAndIncrement((int) message) == 0) {
            different.incrementAndGet();
        }
        handled.incrementAndGet();
    }

    int handled() {
        return handled.get();
    }

    /** How many messages were handled at least once. */
    int different() {
        return different.get();
    }

    int duplicates() {
        return handled.get() - different.get();
    }

    boolean complete() {
        return different.get() == counts.length();
    }
}
