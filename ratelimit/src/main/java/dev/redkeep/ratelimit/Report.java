package dev.redkeep.ratelimit;

import dev.redkeep.core.client.RedisException;

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
        degraded(subject, decision);
        if (!decision.allowed()) {
            listener.onRefused(subject, decision);
        }
        if (shadow && decision.granted() < asked) {
            tally.shadowed.increment();
            tally.allowed.increment();
            return allowing(asked, decision);
        }
        (decision.allowed() ? tally.allowed : tally.refused).increment();
        return decision;
    }

    /** The answer to what is no request: who looks before he asks, or is penalised, is let pass as well. */
    Decision answer(Subject subject, Decision decision) {
        degraded(subject, decision);
        return shadow && !decision.allowed() ? allowing(decision.granted(), decision) : decision;
    }

    private void degraded(Subject subject, Decision decision) {
        if (decision.degraded()) {
            tally.degraded.increment();
            RedisException cause = tally.failure;
            if (cause != null) {
                listener.onDegraded(subject, decision, cause);
            }
        }
    }

    /** What it lets pass was not taken, or not all of it: so nothing of it can be given back. */
    private static Decision allowing(long granted, Decision decision) {
        return new Decision(Decision.Outcome.ALLOWED, granted, decision.standings(), decision.degraded());
    }
}
