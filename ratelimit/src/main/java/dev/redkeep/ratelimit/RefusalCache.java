package dev.redkeep.ratelimit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Remembers who was refused, and refuses again without a trip whoever asks for as much or more, until it could be granted or a
 * second is over: so long may another process' refund or reset stay unseen. Answers that Redis did not give are not remembered,
 * nor that something is impossible. Safe to share between threads; a repeated refusal takes no lock.
 */
final class RefusalCache implements Limits {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Limits below;
    private final SubjectTable<Refusal> refusals;
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
        this.nanoTime = nanoTime;
        this.tally = tally;
    }

    @Override
    public List<Limit> limits() {
        return below.limits();
    }

    @Override
    public Decision acquire(Subject subject, long cost, boolean upTo) {
        long least = upTo ? 1 : cost;
        Refusal known = refusals.find(subject);
        if (known != null) {
            long now = nanoTime.getAsLong();
            if (known.covers(least, now)) {
                tally.refusedLocally.increment();
                return known.repeated(least, now);
            }
        }
        int version = refusals.version(subject);
        Decision decision = below.acquire(subject, cost, upTo);
        if (decision.outcome() == Decision.Outcome.REFUSED && !decision.degraded()) {
            remember(subject, least, decision, version);
        }
        return decision;
    }

    /** From when the answer came: so nobody is refused here who waited as told. */
    private void remember(Subject subject, long cost, Decision decision, int version) {
        long now = nanoTime.getAsLong();
        long wait = decision.retryAfter().map(Duration::toNanos).orElse(0L);
        refusals.put(
                new Refusal(subject, cost, decision.standings(), now, now + Math.min(wait, LONGEST_NANOS)), version);
    }

    @Override
    public Decision peek(Subject subject) {
        return below.peek(subject);
    }

    @Override
    public Decision refund(Subject subject, long permits) {
        return change(subject, () -> below.refund(subject, permits));
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
            refusals.remove(subject);
        }
    }
}
