package dev.redkeep.cache;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value in this process' memory, with what can end it. The answer to a hit is made once, here. */
final class NearEntry<K, V> {
    /** About what the objects around a value take. */
    private static final int OVERHEAD = 64;

    private final K key;
    private final long digest;
    private final Held<V> held;
    private final long untilNanos;
    private final @Nullable Draws draws;
    /** When there is something to be done: its end, or a draw before. */
    private volatile long nextNanos;

    private final LocalMarks.Mark[] marks;
    private final int weight;
    private volatile boolean dropped;

    /**
     * A value that was read below.
     *
     * @param untilNanos when it ends, on the timer
     * @param draws null if it is not loaded anew ahead of its end
     */
    NearEntry(K key, byte[] keyBytes, Held<V> below, long untilNanos, @Nullable Draws draws, LocalMarks.Mark[] marks) {
        this.key = key;
        this.digest = Digest.of(keyBytes);
        this.untilNanos = untilNanos;
        this.draws = draws;
        this.nextNanos = draws == null ? untilNanos : earlier(draws.firstNanos(), untilNanos);
        this.marks = marks;
        this.weight = weight(keyBytes, below);
        this.held = new Held<>(
                below.value(),
                new Lookup<>(below.lookup().value(), Lookup.Origin.LOCAL, false, false),
                0,
                below.weight(),
                List.of());
    }

    /** Names of tags count too, in full: who has many long ones must not escape the bound. */
    private static int weight(byte[] keyBytes, Held<?> below) {
        long weight = (long) OVERHEAD + keyBytes.length + Math.max(0, below.weight());
        for (String tag : below.tags()) {
            weight += tag.length();
        }
        return (int) Math.min(weight, Integer.MAX_VALUE);
    }

    /** Whether it may be answered. */
    boolean good(long nowNanos) {
        if (dropped || (nowNanos - nextNanos >= 0 && isOver(nowNanos))) {
            return false;
        }
        for (LocalMarks.Mark mark : marks) {
            if (mark.changed()) {
                return false;
            }
        }
        return true;
    }

    private boolean isOver(long nowNanos) {
        if (draws == null || nowNanos - untilNanos >= 0) {
            return true;
        }
        nextNanos = earlier(draws.draw(nowNanos), untilNanos);
        return false;
    }

    private static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }

    /** Whether the caller is to have it loaded anew, which others then are not. */
    @Nullable
    Draws taken() {
        return draws != null && draws.take() ? draws : null;
    }

    /** Ends it, also for who has it in hand or is about to hold it. */
    void drop() {
        dropped = true;
    }

    K key() {
        return key;
    }

    long digest() {
        return digest;
    }

    Held<V> held() {
        return held;
    }

    int weight() {
        return weight;
    }
}
