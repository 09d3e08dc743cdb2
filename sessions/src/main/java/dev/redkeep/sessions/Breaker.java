package dev.redkeep.sessions;

import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.client.RedisTimeoutException;
import dev.redkeep.core.client.RedisTooManyClientsException;
import dev.redkeep.core.client.RedisUnavailableException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Knows whether Redis is away, and lets one caller at a time look whether it is back. Safe to share between threads. */
final class Breaker {
    private final long probeEveryNanos;
    private final AtomicBoolean probing = new AtomicBoolean();
    private volatile boolean open;
    private volatile int closings;
    private volatile long nextProbe;

    Breaker(Duration probeEvery) {
        this.probeEveryNanos = probeEvery.toNanos();
    }

    boolean isOpen() {
        return open;
    }

    /** How often Redis came back; to be read before a call, and given to {@link #opensAt} when it failed. */
    int closings() {
        return closings;
    }

    /**
     * Opens if the failure means that Redis is away: it is not reached, does not answer, or takes no more connections. What
     * it refuses is no such failure, nor that the caller was interrupted, nor one from before Redis came back.
     *
     * @return whether it is open for this caller
     */
    synchronized boolean opensAt(RedisException failure, int closingsBefore) {
        if (!meansAway(failure) || Thread.currentThread().isInterrupted()) {
            return false;
        }
        if (!open && closingsBefore == closings) {
            nextProbe = System.nanoTime() + probeEveryNanos;
            open = true;
        }
        return open;
    }

    static boolean meansAway(RuntimeException failure) {
        return failure instanceof RedisUnavailableException
                || failure instanceof RedisTimeoutException
                || failure instanceof RedisTooManyClientsException;
    }

    synchronized void close() {
        closings++;
        open = false;
    }

    /** Whether the caller is to look for Redis; whoever is must {@link #endProbe}. */
    boolean beginProbe() {
        if (!isProbeDue() || !probing.compareAndSet(false, true)) {
            return false;
        }
        if (isProbeDue()) {
            return true;
        }
        probing.set(false);
        return false;
    }

    private boolean isProbeDue() {
        return open && System.nanoTime() - nextProbe >= 0;
    }

    /** Redis was not there, or there is more to do, and the next caller may go on at once. */
    void endProbe(boolean goOnAtOnce) {
        nextProbe = System.nanoTime() + (goOnAtOnce ? 0 : probeEveryNanos);
        probing.set(false);
    }
}
