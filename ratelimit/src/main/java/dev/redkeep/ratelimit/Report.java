package dev.redkeep.ratelimit;

/** Counts what is answered, tells the listener, and lets everything pass where the limiter just counts. */
final class Report {
    private final Tally tally;
    private final RateLimiterListener listener;
    private final boolean shadow;

    Report(Tally tally, RateLimiterListener listener, boolean shadow) {
        this.tally = tally;
        this.listener = listener;
        this.shadow = shadow;
    }

    /** The answer to a request for so many permits, or up to so many. Standings stay as they are. */
    Decision request(Subject subject, long asked, Decision decision) {
        answer(subject, decision);
        if (!decision.allowed()) {
            listener.onRefused(subject, decision);
        }
        if (shadow && decision.granted() < asked) {
            tally.shadowed.increment();
            tally.allowed.increment();
            return new Decision(Decision.Outcome.ALLOWED, asked, decision.standings(), decision.degraded());
        }
        (decision.allowed() ? tally.allowed : tally.refused).increment();
        return decision;
    }

    /** The answer to what is no request. */
    Decision answer(Subject subject, Decision decision) {
        if (decision.degraded()) {
            tally.degraded.increment();
            listener.onDegraded(subject, decision);
        }
        return decision;
    }
}
