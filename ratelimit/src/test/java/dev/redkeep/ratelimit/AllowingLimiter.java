package dev.redkeep.ratelimit;

import java.time.Duration;
import java.util.List;

/** A limiter that allows everything, and tells which limits it holds. */
record AllowingLimiter(List<Limit> limits) implements RateLimiter {
    @Override
    public Decision tryAcquire(Subject subject, long cost) {
        return new Decision(
                Decision.Outcome.ALLOWED,
                cost,
                limits.stream()
                        .map(limit -> new Standing(limit, limit.permits(), Duration.ZERO, Duration.ZERO))
                        .toList(),
                false);
    }

    @Override
    public Decision acquireUpTo(Subject subject, long most) {
        return tryAcquire(subject, most);
    }

    @Override
    public Decision acquire(Subject subject, long cost, Duration patience) {
        return tryAcquire(subject, cost);
    }

    @Override
    public Decision peek(Subject subject) {
        return tryAcquire(subject, 0);
    }

    @Override
    public Decision refund(Subject subject, Decision decision, long permits) {
        return tryAcquire(subject, 0);
    }

    @Override
    public Decision penalise(Subject subject, long permits) {
        return tryAcquire(subject, 0);
    }

    @Override
    public Decision reset(Subject subject) {
        return peek(subject);
    }

    @Override
    public RateLimiterStats stats() {
        return new RateLimiterStats(0, 0, 0, 0, 0, 0, 0);
    }
}
