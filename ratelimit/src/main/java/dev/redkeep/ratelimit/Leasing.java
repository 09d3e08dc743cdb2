package dev.redkeep.ratelimit;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Takes permits of busy subjects in advance and hands them out without a trip. A process never holds more than <em>k</em>
 * permits of a subject, the least that a limit gives in the lease's time, and those are paid for in Redis. So in any time
 * the fleet admits at most what the limits allow in it and <em>k</em> for each process, held when it began. Nothing is taken in advance
 * where less than two permits would be, nor where none was free, nor if limits have different scopes: many clients' leases
 * would be of one tenant.
 *
 * <p>There is no thread: when the time is over, the next request of the subject uses what is left, or gives it back. If none
 * comes for another such time, the rest is left to come back as all permits do. Safe to share between threads.
 */
final class Leasing implements Limits {
    private static final int MOST_SUBJECTS = 10_000;

    private final Limits below;
    private final String scope;
    private final long nanos;
    private final long most;
    private final LongSupplier nanoTime;
    private final Tally tally;
    private final SubjectTable<LeasedPermits> leases = new SubjectTable<>(MOST_SUBJECTS);

    private Leasing(Limits below, long nanos, long most, LongSupplier nanoTime, Tally tally) {
        this.below = below;
        this.scope = below.limits().get(0).scope();
        this.nanos = nanos;
        this.most = most;
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
    public Decision acquire(Subject subject, long cost, boolean upTo) {
        if (cost == 0 || (!upTo && Standings.impossible(limits(), cost))) {
            return below.acquire(subject, cost, upTo);
        }
        long now = nanoTime.getAsLong();
        Subject leased = subject.only(scope);
        LeasedPermits lease = leases.findOrAdd(leased, () -> new LeasedPermits(leased, nanos, now));
        Decision granted = lease.take(cost, now);
        if (granted != null) {
            tally.allowedLocally.increment();
            return granted;
        }
        lease.asks(upTo ? 1 : cost, now);
        if (!lease.beginRefill()) {
            return learn(lease, below.acquire(subject, cost, upTo));
        }
        try {
            return withRest(lease, cost, upTo, lease.withdraw(now));
        } finally {
            lease.endRefill();
        }
    }

    /** Counts what is left of the lease for the request, and takes as many in advance as a busy subject wants. */
    private Decision withRest(LeasedPermits lease, long cost, boolean upTo, long rest) {
        long advance = !upTo && lease.isBusy(most / 2) ? Math.min(most, lease.free()) : 0;
        long missing = cost - rest;
        if (advance > 0 && missing + advance > 0) {
            Decision more = learn(lease, below.acquire(lease.subject(), missing + advance, true));
            if (more.degraded()) {
                return withoutRedis(lease, cost, rest, more);
            }
            long have = rest + more.granted();
            if (have >= cost) {
                return keep(lease, cost, have - cost, more);
            }
            rest = have;
        }
        return rest < cost ? ask(lease, cost, upTo, rest) : giveBack(lease, cost, rest - cost);
    }

    /** What Redis did not grant is not held, nor given back to it: that would be more than there ever was. */
    private Decision withoutRedis(LeasedPermits lease, long cost, long rest, Decision more) {
        if (rest >= cost) {
            return giveBack(lease, cost, rest - cost);
        }
        return rest + more.granted() >= cost
                ? new Decision(Decision.Outcome.ALLOWED, cost, Standings.allowed(more.standings(), 0), true)
                : ask(lease, cost, false, rest);
    }

    private Decision keep(LeasedPermits lease, long cost, long rest, Decision more) {
        if (!lease.deposit(rest, more, nanoTime.getAsLong())) {
            return giveBack(lease, cost, rest);
        }
        return new Decision(Decision.Outcome.ALLOWED, cost, Standings.allowed(more.standings(), rest), more.degraded());
    }

    private Decision ask(LeasedPermits lease, long cost, boolean upTo, long rest) {
        Decision answer = learn(lease, below.acquire(lease.subject(), cost - rest, upTo));
        if (rest == 0) {
            return answer;
        } else if (answer.allowed() || upTo) {
            return new Decision(
                    Decision.Outcome.ALLOWED,
                    rest + answer.granted(),
                    Standings.allowed(answer.standings(), 0),
                    answer.degraded());
        }
        below.refund(lease.subject(), rest);
        return new Decision(answer.outcome(), 0, Standings.plus(answer.standings(), rest), answer.degraded());
    }

    private Decision giveBack(LeasedPermits lease, long cost, long rest) {
        Decision after = learn(lease, rest > 0 ? below.refund(lease.subject(), rest) : below.peek(lease.subject()));
        return new Decision(Decision.Outcome.ALLOWED, cost, Standings.allowed(after.standings(), 0), after.degraded());
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
    public Decision refund(Subject subject, long permits) {
        return below.refund(subject, permits);
    }

    /** What is held counts as taken, since Redis thinks so. */
    @Override
    public Decision penalise(Subject subject, long permits) {
        LeasedPermits lease = leases.find(subject.only(scope));
        long held = lease == null ? 0 : lease.withdraw(nanoTime.getAsLong());
        if (held == 0) {
            return below.penalise(subject, permits);
        }
        long taken = Math.min(held, permits);
        Decision after = held < permits
                ? below.penalise(subject, permits - held)
                : held > permits ? below.refund(subject, held - permits) : below.peek(subject);
        return new Decision(
                after.outcome(), taken + (held < permits ? after.granted() : 0), after.standings(), after.degraded());
    }

    @Override
    public Decision reset(Subject subject) {
        leases.remove(subject.only(scope));
        return below.reset(subject);
    }
}
