package dev.redkeep.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A few permits for everybody, in a Redis whose answers can be lost, and whose looks take a while. */
final class BusyLimits implements Limits {
    private final Limit limit;
    private final AtomicLong left;
    private final Runnable before;

    /**
     * So many permits.
     *
     * @param before runs before each request, and may throw what it fails with
     */
    BusyLimits(long permits, Runnable before) {
        this.limit = Limit.perDay(permits);
        this.left = new AtomicLong(permits);
        this.before = before;
    }

    @Override
    public List<Limit> limits() {
        return List.of(limit);
    }

    @Override
    public CompletionStage<?> look(Subject subject) {
        return new CompletableFuture<>().completeOnTimeout(subject, 2, TimeUnit.MILLISECONDS);
    }

    @Override
    public Decision acquire(Subject subject, long cost, long most) {
        before.run();
        boolean taken = left.getAndUpdate(now -> now >= cost ? now - cost : now) >= cost;
        Standing standing = new Standing(limit, 0, taken ? Duration.ZERO : Duration.ofHours(1), Duration.ofHours(1));
        return taken
                ? new Decision(Decision.Outcome.ALLOWED, cost, List.of(standing), false)
                : new Decision(Decision.Outcome.REFUSED, 0, List.of(standing), false);
    }

    @Override
    public Decision refund(Subject subject, long permits, List<Instant> grantedAt) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Decision penalise(Subject subject, long permits) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Decision reset(Subject subject) {
        throw new UnsupportedOperationException();
    }
}
