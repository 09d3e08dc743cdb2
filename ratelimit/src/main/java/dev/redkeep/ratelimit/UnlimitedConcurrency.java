package dev.redkeep.ratelimit;

import dev.redkeep.ratelimit.Decision.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** Lets everybody in and sends nothing: rate limits are switched off. That was asked for, so it is not degraded. */
final class UnlimitedConcurrency implements ConcurrencyLimiter {
    private final Decision decision;
    private final LongAdder allowed = new LongAdder();

    UnlimitedConcurrency(Limit limit) {
        decision = new Decision(Outcome.ALLOWED, 1, Standings.full(List.of(limit)), false);
    }

    @Override
    public Admission tryAcquire(String client) {
        check(client);
        allowed.increment();
        return new Admission(decision, Optional.of(new Free()));
    }

    @Override
    public Admission acquire(String client, Duration patience) throws InterruptedException {
        Patience.check(patience);
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before it asked for a place");
        }
        return tryAcquire(client);
    }

    @Override
    public long held(String client) {
        check(client);
        return 0;
    }

    @Override
    public void reset(String client) {
        check(client);
    }

    @Override
    public ConcurrencyStats stats() {
        return new ConcurrencyStats(allowed.sum(), 0, 0, 0);
    }

    /** A mistake shows before limits are switched on. */
    private static void check(String client) {
        var unused = Subject.client(client);
    }

    /** A place among any number. */
    private static final class Free implements Permit {
        private final AtomicBoolean closed = new AtomicBoolean();

        @Override
        public boolean renew() {
            return !closed.get();
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }
}
