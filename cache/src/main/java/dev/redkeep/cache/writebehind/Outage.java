package dev.redkeep.cache.writebehind;

import java.time.Duration;
import java.util.function.Predicate;

/** Whether the database is away, as the writer's failures tell, and when to ask it again. Safe to share between threads. */
final class Outage {
    private final Predicate<? super Throwable> sign;
    private final Pause pauses;
    private boolean away;

    /** By {@link System#nanoTime()}; holds while it is away. */
    private long until;

    Outage(WriteBehindOptions options) {
        this.sign = options.outage;
        this.pauses = new Pause(options.firstRetry, options.longestRetry);
    }

    boolean shows(Throwable failure) {
        try {
            return sign.test(failure);
        } catch (RuntimeException undecided) {
            return false;
        }
    }

    /** After how long to ask again. What fails during a pause, begun before it, makes it no longer. */
    synchronized Duration noted() {
        Duration left = left();
        if (!left.isZero()) {
            return left;
        }
        Duration pause = pauses.failed();
        away = true;
        until = System.nanoTime() + pause.toNanos();
        return pause;
    }

    synchronized void over() {
        away = false;
        pauses.worked();
    }

    synchronized boolean isOn() {
        return away;
    }

    /** How long not to ask. */
    synchronized Duration left() {
        return away ? Duration.ofNanos(Math.max(0, until - System.nanoTime())) : Duration.ZERO;
    }
}
