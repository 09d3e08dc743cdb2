package dev.redkeep.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Takes permits of busy subjects in advance and hands them out without a trip: as many as were asked for in the last lease's
 * time, if they are free. A process never holds more than <em>k</em> permits of a subject, the least that a limit gives in the
 * lease's time, and those are paid for in Redis. So in any time the fleet admits at most what the limits allow in it and
 * <em>k</em> for each process, held when it began. Nothing is taken in advance where it would be less than two permits, nor if
 * limits have different scopes: many clients' leases would be of one tenant.
 *
 * <p>There is no thread: when the time is over, the next request of the subject uses what is left, and its one trip settles the
 * difference. If none comes for another such time, the rest is left to come back as all permits do. Safe to share between
 * threads.
 */
final class Leasing implements Limits {
    private static final int MOST_SUBJECTS = 10_000;

    private final Limits below;
    private final String scope;
    private final long nanos;
    private final long mostHeld;
    private final long capacity;
    private final LongSupplier nanoTime;
    private final Tally tally;
    private final SubjectTable<LeasedPermits> leases = new SubjectTable<>(MOST_SUBJECTS);

    private Leasing(Limits below, long nanos, long mostHeld, LongSupplier nanoTime, Tally tally) {
        this.below = below;
        this.scope = below.limits().get(0).scope();
        this.nanos = nanos;
        this.mostHeld = mostHeld;
        this.capacity = below.limits().stream().mapToLong(Limit::capacity).min().orElseThrow();
        this.nanoTime = nanoTime;
        this.tally = tally;
    }

    /** Leases over limits; the limits themselves if there would be less than two permits to a lease, or have several scopes. */
    static Limits over(Limits below, Duration lease, LongSupplier nanoTime, Tally tally) {
        long most = most(below.limits(), lease);
        long scopes = below.limits().stream().map(Limit::scope).distinct().count();
        return most < 2 || scopes > 1 ? below : new Leasing(below, lease.toNanos(), most, nanoTime, tally);
    }

    /** The permits of a lease. */
    static long most(List<Limit> limits, Duration lease) {
        return limits.stream()
                .mapToLong(limit -> Math.min(limit.capacity(), (long) ((double) limit.permits()
                        * lease.toNanos()
                        / limit.period().toNanos())))
                .min()
                .orElseThrow();
    }

    @Override
    public List<Limit> limits() {
        return below.limits();
    }

    @Override
    public Decision acquire(Subject subject, long least, long most) {
        if (most == 0 || Standings.impossible(limits(), least)) {
            return below.acquire(subject, least, most);
        }
        long wanted = Math.min(most, capacity);
        long now = nanoTime.getAsLong();
        Subject leased = subject.only(scope);
        LeasedPermits lease = leases.findOrAdd(leased, () -> new LeasedPermits(leased, nanos, now));
        Decision granted = lease.take(wanted, now);
        if (granted != null) {
            tally.allowedLocally.increment();
            return granted;
        }
        lease.asks(least, now);
        if (!lease.beginRefill()) {
            return learn(lease, below.acquire(subject, least, wanted));
        }
        try {
            return refill(lease, least, wanted, lease.withdraw(now));
        } finally {
            lease.endRefill();
        }
    }

    /** One trip: takes what the rest of the lease lacks for the request and the next lease, or gives back what it has over. */
    private Decision refill(LeasedPermits lease, long least, long most, long rest) {
        long missing = most + lease.advance(mostHeld) - rest;
        List<Instant> restAt = lease.grantedAt();
        Decision answer = learn(lease, trip(lease.subject(), least - rest, missing, restAt));
        long have = rest + (missing > 0 ? answer.granted() : missing);
        if (have < least) {
            return refused(lease, rest, restAt, answer);
        }
        // Of permits of several grants the first is told: a refund then gives less back, and never too much.
        List<Instant> grantedAt = rest > 0 && !answer.degraded() ? restAt : answer.grantedAt();
        long granted = Math.min(most, have);
        // What Redis did not grant is not held, nor given back to it: that would be more than there ever was.
        long left = answer.degraded() ? 0 : have - granted;
        List<Instant> leftAt = granted < rest ? restAt : answer.grantedAt();
        if (left > 0 && !lease.deposit(left, answer, leftAt, nanoTime.getAsLong())) {
            answer = below.refund(lease.subject(), left, leftAt); // it was reset meanwhile
            left = 0;
        }
        return new Decision(
                Decision.Outcome.ALLOWED,
                granted,
                Standings.allowed(answer.standings(), left),
                answer.degraded(),
                grantedAt);
    }

    private Decision trip(Subject subject, long least, long missing, List<Instant> restAt) {
        if (missing > 0) {
            return below.acquire(subject, Math.max(1, least), missing);
        }
        return missing < 0 ? below.refund(subject, -missing, restAt) : below.peek(subject);
    }

    /** A second trip, if there was a rest: else it would lapse while the client waits, who then came too soon. */
    private Decision refused(LeasedPermits lease, long rest, List<Instant> restAt, Decision refusal) {
        if (rest == 0) {
            return refusal;
        }
        below.refund(lease.subject(), rest, restAt);
        return new Decision(refusal.outcome(), 0, Standings.plus(refusal.standings(), rest), refusal.degraded());
    }

    private static Decision learn(LeasedPermits lease, Decision decision) {
        lease.learn(decision);
        return decision;
    }

    /** What is held here can be had too. */
    @Override
    public Decision peek(Subject subject) {
        Decision decision = below.peek(subject);
        LeasedPermits lease = leases.find(subject.only(scope));
        long left = lease == null ? 0 : lease.left(nanoTime.getAsLong());
        return left == 0
                ? decision
                : new Decision(
                        Decision.Outcome.ALLOWED,
                        0,
                        Standings.allowed(decision.standings(), left),
                        decision.degraded());
    }

    @Override
    public Decision refund(Subject subject, long permits, List<Instant> grantedAt) {
        return below.refund(subject, permits, grantedAt);
    }

    /** What is held counts as taken, since Redis thinks so. */
    @Override
    public Decision penalise(Subject subject, long permits) {
        LeasedPermits lease = leases.find(subject.only(scope));
        long held = lease == null ? 0 : lease.withdraw(nanoTime.getAsLong());
        if (lease == null || held == 0) {
            return below.penalise(subject, permits);
        }
        long taken = Math.min(held, permits);
        Decision after = held < permits
                ? below.penalise(subject, permits - held)
                : held > permits ? below.refund(subject, held - permits, lease.grantedAt()) : below.peek(subject);
        return new Decision(
                after.outcome(), taken + (held < permits ? after.granted() : 0), after.standings(), after.degraded());
    }

    @Override
    public Decision reset(Subject subject) {
        leases.remove(subject.only(scope));
        return below.reset(subject);
    }
}
