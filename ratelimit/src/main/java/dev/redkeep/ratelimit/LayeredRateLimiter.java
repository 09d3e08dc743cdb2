package dev.redkeep.ratelimit;

import java.time.Duration;
import java.util.List;

/** A limiter over its layers: it checks what it is asked, and reports what they answer. */
final class LayeredRateLimiter implements RateLimiter {
    private final Limits limits;
    private final List<String> scopes;
    private final Patience patience;
    private final boolean waits;
    private final Report report;
    private final Tally tally;

    /**
     * A limiter.
     *
     * @param shadow whether it just counts, and so nobody waits either
     */
    LayeredRateLimiter(Limits limits, boolean shadow, RateLimiterListener listener, Tally tally, Patience patience) {
        this.limits = limits;
        this.scopes = limits.limits().stream().map(Limit::scope).distinct().toList();
        this.patience = patience;
        this.waits = !shadow;
        this.report = new Report(tally, listener, shadow);
        this.tally = tally;
    }

    @Override
    public Decision tryAcquire(Subject subject, long cost) {
        Subject counted = check(subject, "cost", cost, 0);
        return cost == 0
                ? report.answer(subject, limits.peek(counted))
                : report.request(subject, cost, limits.acquire(counted, cost, false));
    }

    @Override
    public Decision acquireUpTo(Subject subject, long most) {
        Subject counted = check(subject, "most", most, 1);
        return report.request(subject, most, limits.acquire(counted, most, true));
    }

    @Override
    public Decision acquire(Subject subject, long cost, Duration patience) throws InterruptedException {
        Subject counted = check(subject, "cost", cost, 1);
        Patience.check(patience); // also where nobody waits
        Decision decision = this.patience.acquire(limits, counted, cost, waits ? patience : Duration.ZERO);
        return report.request(subject, cost, decision);
    }

    @Override
    public Decision peek(Subject subject) {
        return report.answer(subject, limits.peek(check(subject, "cost", 0, 0)));
    }

    @Override
    public Decision refund(Subject subject, Decision decision, long permits) {
        Subject counted = check(subject, "permits", permits, 1);
        if (permits > decision.granted()) {
            throw new IllegalArgumentException(
                    "permits must be at most the " + decision.granted() + " granted, not " + permits);
        }
        return decision.grantedAt().size() == limits.limits().size()
                ? report.answer(subject, limits.refund(counted, permits, decision.grantedAt()))
                : report.answer(subject, limits.peek(counted));
    }

    @Override
    public Decision penalise(Subject subject, long permits) {
        Subject counted = check(subject, "permits", permits, 1);
        return report.answer(subject, limits.penalise(counted, permits));
    }

    @Override
    public Decision reset(Subject subject) {
        return report.answer(subject, limits.reset(check(subject, "permits", 0, 0)));
    }

    @Override
    public List<Limit> limits() {
        return limits.limits();
    }

    @Override
    public RateLimiterStats stats() {
        return tally.snapshot();
    }

    /**
     * Answers the subject with the scopes that count and no other, so that whoever remembers it knows it again. What is wrong
     * with it a remembered answer, or the failure policy's, would not notice.
     */
    private Subject check(Subject subject, String parameter, long permits, long least) {
        Permits.check(parameter, permits, least);
        return subject.only(scopes);
    }
}
