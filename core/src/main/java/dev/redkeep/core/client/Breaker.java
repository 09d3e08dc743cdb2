package dev.redkeep.core.client;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Knows whether Redis is away, so that an outage costs a feature microseconds and not a deadline for each call, and lets one
 * caller at a time look whether it is back. A feature asks {@link #isOpen} before a call and, if it is, {@link #beginProbe};
 * it reports failures to {@link #opensAt} and an answer to a probe by {@link #close}.
 *
 * <p>Safe to share between threads. Times are of the monotonic clock.
 */
public final class Breaker {
    private final long probeEveryNanos;
    private final AtomicBoolean probing = new AtomicBoolean();
    private volatile boolean open;
    private volatile int closings;
    private volatile long nextProbe;

    /**
     * A breaker that is closed.
     *
     * @param probeEvery how long after a failure the next caller looks whether Redis is back; at least 0
     */
    public Breaker(Duration probeEvery) {
        this.probeEveryNanos = probeEvery.toNanos();
    }

    /**
     * Whether Redis is away.
     *
     * @return true from a failure that means it until {@link #close}
     */
    public boolean isOpen() {
        return open;
    }

    /**
     * How often Redis came back; to be read before a call, and given to {@link #opensAt} when it failed.
     *
     * @return a count from 0
     */
    public int closings() {
        return closings;
    }

    /**
     * Opens if the failure means that Redis is away: it is not reached, does not answer, or takes no more connections. What
     * it refuses is no such failure, nor that the caller was interrupted, nor one from before Redis came back.
     *
     * @param failure what a call failed with
     * @param closingsBefore {@link #closings} from before the call
     * @return whether it is open for this caller
     */
    public synchronized boolean opensAt(RedisException failure, int closingsBefore) {
        if (!meansAway(failure) || Thread.currentThread().isInterrupted()) {
            return false;
        }
        if (!open && closingsBefore == closings) {
            nextProbe = System.nanoTime() + probeEveryNanos;
            open = true;
        }
        return open;
    }

    /**
     * Whether a failure means that Redis is away.
     *
     * @param failure what a call failed with
     * @return true if it was not reached, did not answer, or takes no more connections
     */
    public static boolean meansAway(RuntimeException failure) {
        return failure instanceof RedisUnavailableException
                || failure instanceof RedisTimeoutException
                || failure instanceof RedisTooManyClientsException;
    }

    /** Redis is back. */
    public synchronized void close() {
        closings++;
        open = false;
    }

    /**
     * Whether the caller is to look for Redis.
     *
     * @return true for one caller at a time, when it is due; it must {@link #endProbe}
     */
    public boolean beginProbe() {
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

    /**
     * Ends a probe.
     *
     * @param goOnAtOnce whether the next caller may look at once, since there is more to do; else it waits its time
     */
    public void endProbe(boolean goOnAtOnce) {
        nextProbe = System.nanoTime() + (goOnAtOnce ? 0 : probeEveryNanos);
        probing.set(false);
    }
}
