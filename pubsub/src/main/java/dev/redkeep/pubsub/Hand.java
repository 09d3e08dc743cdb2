package dev.redkeep.pubsub;

import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Messages at the front of an inbox that its handler's thread takes without the lock: so who reads and who handles seldom meet. They
 * still wait, and are called back where it matters how many do. All but {@link #take} is under the inbox's lock; one thread at a
 * time lays down and takes.
 */
final class Hand {
    private static final int SIZE = 64;

    private final @Nullable Item[] items = new @Nullable Item[SIZE];
    /** The first that was neither taken nor called back. */
    private final AtomicInteger next = new AtomicInteger();

    private int size;
    private long bytes;

    /** The next, which waits no more; null if none is left. */
    @Nullable
    Item take() {
        int at = next.get();
        if (at >= size || !next.compareAndSet(at, at + 1)) {
            return null;
        }
        Item item = items[at];
        items[at] = null; // it may be large
        return item;
    }

    /** How many lie here at most. */
    int most() {
        return size;
    }

    /** How many bytes those have at most. */
    long mostBytes() {
        return bytes;
    }

    /** Takes messages off a queue, up to the first gap; nothing may lie here. */
    void lay(Queue<Item> waiting) {
        int laid = 0;
        bytes = 0;
        Item first = waiting.peek();
        while (first != null && first.gap == null && laid < SIZE) {
            items[laid++] = first;
            bytes += first.payload.length;
            waiting.remove();
            first = waiting.peek();
        }
        size = laid;
        next.set(0);
    }

    /** Gives back what was not taken, the last one first; nothing lies here any more. */
    void callBack(Consumer<Item> to) {
        int left = next.getAndSet(SIZE);
        for (int at = size - 1; at >= left; at--) {
            Item item = items[at];
            if (item != null) {
                to.accept(item);
                items[at] = null;
            }
        }
        size = 0;
        bytes = 0;
    }

    boolean isEmpty() {
        return next.get() >= size;
    }
}
