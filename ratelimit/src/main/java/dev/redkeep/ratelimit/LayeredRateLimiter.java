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
        check(subject, "cost", cost, 0);
        return cost == 0
                ? report.answer(subject, limits.peek(subject))
                : report.request(subject, cost, limits.acquire(subject, cost, false));
    }

    @Override
    public Decision acquireUpTo(Subject subject, long most) {
        check(subject, "most", most, 1);
        return report.request(subject, most, limits.acquire(subject, most, true));
    }

    @Override
    public Decision acquire(Subject subject, long cost, Duration patience) throws InterruptedException {
        check(subject, "cost", cost, 1);
        Decision decision = this.patience.acquire(limits, subject, cost, waits ? patience : Duration.ZERO);
        return report.request(subject, cost, decision);
    }

    @Override
    public Decision peek(Subject subject) {
        check(subject, "cost", 0, 0);
        return report.answer(subject, limits.peek(subject));
    }

    @Override
    public Decision refund(Subject subject, long permits) {
        check(subject, "permits", permits, 1);
        return report.answer(subject, limits.refund(subject, permits));
    }

    @Override
    public Decision penalise(Subject subject, long permits) {
        check(subject, "permits", permits, 1);
        return report.answer(subject, limits.penalise(subject, permits));
    }

    @Override
    public Decision reset(Subject subject) {
        check(subject, "permits", 0, 0);
        return report.answer(subject, limits.reset(subject));
    }

    @Override
    public List<Limit> limits() {
        return limits.limits();
    }

    @Override
    public RateLimiterStats stats() {
        return tally.snapshot();
    }

    /** A remembered answer, or the failure policy's, would not notice. */
    private void check(Subject subject, String parameter, long permits, long least) {
        Permits.check(parameter, permits, least);
        for (int i = 0; i < scopes.size(); i++) {
            var unused = subject.value(scopes.get(i));
        }
    }
}
