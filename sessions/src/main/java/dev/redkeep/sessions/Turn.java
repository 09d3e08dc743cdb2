package dev.redkeep.sessions;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Gives one caller at a time a turn, so long after the last one ended. Safe to share between threads. */
final class Turn {
    private final long everyNanos;
    private final AtomicBoolean taken = new AtomicBoolean();
    private volatile long next;

    Turn(Duration every) {
        this.everyNanos = every.toNanos();
        this.next = System.nanoTime();
    }

    /** Lets the next turn come only after the whole time. */
    void delay() {
        next = System.nanoTime() + everyNanos;
    }

    /** Whether it is the caller's turn; whoever has it must {@link #end} it. */
    boolean begin() {
        if (!isDue() || !taken.compareAndSet(false, true)) {
            return false;
        }
        if (isDue()) {
            return true;
        }
        taken.set(false);
        return false;
    }

    private boolean isDue() {
        return System.nanoTime() - next >= 0;
    }

    void end() {
        delay();
        taken.set(false);
    }
}
