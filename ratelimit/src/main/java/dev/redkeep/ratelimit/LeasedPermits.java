package dev.redkeep.ratelimit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Permits of a subject that this process has taken in advance, and how busy the subject is. Safe to share between threads; to
 * hand out a permit takes no lock. Times are of the monotonic clock, in nanoseconds.
 */
final class LeasedPermits implements SubjectTable.Entry {
    /** How the subject stood when permits were taken, without them. */
    private record Terms(Decision decision, List<Instant> grantedAt, long at, long endsAt) {}

    private static final long REMOVED = -1;

    private final Subject subject;
    private final long nanos;
    private final AtomicLong left = new AtomicLong();
    private final AtomicBoolean refilling = new AtomicBoolean();
    private volatile @Nullable Terms terms;
    private volatile long lastUsed;
    /** At all limits, when Redis was last asked; an answer without Redis tells nothing. */
    private volatile long free;

    /** Guarded by this, as is the rest. */
    private long windowStart;

    private long asked;
    private long askedBefore;
    private long held;

    LeasedPermits(Subject subject, long nanos, long now) {
        this.subject = subject;
        this.nanos = nanos;
        this.lastUsed = now;
        this.windowStart = now;
    }

    @Override
    public Subject subject() {
        return subject;
    }

    @Override
    public long usefulUntil() {
        return lastUsed + nanos;
    }

    /** What is left comes back to the subject with time alone. */
    @Override
    public void removed() {
        left.set(REMOVED);
    }

    /** Grants from what is held; null if that is over or too little. */
    @Nullable
    Decision take(long cost, long now) {
        Terms current = terms;
        if (current == null || now - current.endsAt >= 0) {
            return null;
        }
        long there = left.get();
        while (there >= cost) {
            if (left.compareAndSet(there, there - cost)) {
                return answer(current, cost, there - cost, now);
            }
            there = left.get();
        }
        return null;
    }

    private static Decision answer(Terms terms, long cost, long left, long now) {
        List<Standing> before = terms.decision.standings();
        List<Standing> standings = new ArrayList<>(before.size());
        for (int i = 0; i < before.size(); i++) {
            standings.add(Standings.allowed(before.get(i), left, now - terms.at));
        }
        return new Decision(Decision.Outcome.ALLOWED, cost, standings, terms.decision.degraded(), terms.grantedAt);
    }

    /** How many could be had here now. */
    long left(long now) {
        Terms current = terms;
        return current == null || now - current.endsAt >= 0 ? 0 : Math.max(0, left.get());
    }

    /** One caller at a time takes permits in advance; it must {@link #endRefill}. */
    boolean beginRefill() {
        return refilling.compareAndSet(false, true);
    }

    void endRefill() {
        refilling.set(false);
    }

    /** All that is left. If the time was over long ago, it is nothing: in a window of today they would be yesterday's. */
    synchronized long withdraw(long now) {
        long rest = Math.max(0, left.getAndUpdate(there -> Math.min(there, 0)));
        asked += held - rest;
        held = 0;
        Terms current = terms;
        return current != null && now - current.endsAt <= nanos ? rest : 0;
    }

    /** When the first of what was deposited last was granted. */
    List<Instant> grantedAt() {
        Terms current = terms;
        return current == null ? List.of() : current.grantedAt;
    }

    /** Holds permits from now on; false if the subject was forgotten meanwhile, and they must be given back. */
    synchronized boolean deposit(long permits, Decision decision, List<Instant> grantedAt, long now) {
        terms = new Terms(decision, grantedAt, now, now + nanos);
        held = permits;
        return left.compareAndSet(0, permits);
    }

    /** Notes a request that costs a trip. */
    synchronized void asks(long permits, long now) {
        lastUsed = now;
        countTaken();
        if (now - windowStart >= nanos) {
            askedBefore = now - windowStart < 2 * nanos ? asked : 0;
            asked = 0;
            windowStart = now;
        }
        asked += permits;
    }

    /** What was handed out here was asked for too. */
    private void countTaken() {
        long there = Math.max(0, left.get());
        asked += held - there;
        held = there;
    }

    /** How many to take in advance, up to so many: as are free, and were asked for in the last lease's time. From two on, or 0. */
    synchronized long advance(long most) {
        long permits = Math.min(most, Math.min(free, askedBefore));
        return permits < 2 ? 0 : permits;
    }

    void learn(Decision decision) {
        free = decision.degraded() ? 0 : Standings.remaining(decision.standings());
    }
}
