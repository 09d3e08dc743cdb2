package dev.redkeep.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Remembers who was refused, and refuses again without a trip whoever asks for as much, or for more where the wait for that
 * follows (of sliding windows it does not), until it could be granted or a second is over: so long may another process' refund
 * or reset stay unseen. One that is made here is seen at once, by all who share a limit with its subject. Answers that Redis did
 * not give are not remembered, nor that something is impossible. Safe to share between threads; a repeated refusal takes no lock.
 */
final class RefusalCache implements Limits {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Limits below;
    private final SubjectTable<Refusal> refusals;
    private final SharedChanges changes;
    private final LongSupplier nanoTime;
    private final Tally tally;

    /**
     * A cache that remembers nobody.
     *
     * @param most how many subjects, from 1
     */
    RefusalCache(Limits below, int most, LongSupplier nanoTime, Tally tally) {
        this.below = below;
        this.refusals = new SubjectTable<>(most);
        this.changes = new SharedChanges(below.limits());
        this.nanoTime = nanoTime;
        this.tally = tally;
    }

    @Override
    public List<Limit> limits() {
        return below.limits();
    }

    @Override
    public Decision acquire(Subject subject, long least, long most) {
        Refusal known = refusals.find(subject);
        if (known != null) {
            long now = nanoTime.getAsLong();
            if (known.covers(least, now) && known.changes() == changes.of(subject)) {
                tally.refusedLocally.increment();
                return known.repeated(least, now);
            }
        }
        int version = refusals.version(subject);
        int changed = changes.of(subject);
        Decision decision = below.acquire(subject, least, most);
        if (known != null && decision.granted() > 0) {
            refusals.remove(subject); // what was granted makes the wait longer than was remembered
        } else if (decision.outcome() == Decision.Outcome.REFUSED && !decision.degraded()) {
            remember(subject, least, decision, version, changed);
        }
        return decision;
    }

    /** From when the answer came: so nobody is refused here who waited as told. */
    private void remember(Subject subject, long cost, Decision decision, int version, int changed) {
        long now = nanoTime.getAsLong();
        long wait = decision.retryAfter().map(Duration::toNanos).orElse(0L);
        refusals.put(
                new Refusal(subject, cost, decision.standings(), changed, now, now + Math.min(wait, LONGEST_NANOS)),
                version);
    }

    /** Who is told that there is enough again, after another process' refund or reset, gets it too. */
    @Override
    public Decision peek(Subject subject) {
        Decision decision = below.peek(subject);
        Refusal known = refusals.find(subject);
        if (known != null && decision.allowed() && !decision.degraded() && decision.remaining() >= known.cost()) {
            refusals.remove(subject);
        }
        return decision;
    }

    @Override
    public Decision refund(Subject subject, long permits, List<Instant> grantedAt) {
        return change(subject, () -> below.refund(subject, permits, grantedAt));
    }

    /** It makes the wait longer than was remembered. */
    @Override
    public Decision penalise(Subject subject, long permits) {
        return change(subject, () -> below.penalise(subject, permits));
    }

    @Override
    public Decision reset(Subject subject) {
        return change(subject, () -> below.reset(subject));
    }

    /** What failed may have been done all the same. */
    private Decision change(Subject subject, Supplier<Decision> change) {
        try {
            return change.get();
        } finally {
            changes.note(subject);
            refusals.remove(subject);
        }
    }
}
