package dev.redkeep.ratelimit;

import dev.redkeep.core.client.Outcome;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Limits in Redis whose keys can share a slot: one script decides on all of them, atomically. */
final class RedisLimits implements Limits {
    private final Redis redis;
    private final Duration patience;
    private final List<Limit> limits;
    private final RateLimitCalls calls;
    /** One more than any limit ever has: whoever asks for more may as well ask for this. */
    private final long tooMany;

    /**
     * Limits of one script.
     *
     * @param redis has the limiter's deadline
     * @param patience the deadline of a look
     */
    RedisLimits(Redis redis, Duration patience, RateLimitCalls calls) {
        this.redis = redis;
        this.patience = patience;
        this.limits = calls.limits();
        this.calls = calls;
        this.tooMany = limits.stream().mapToLong(Limit::capacity).max().orElseThrow() + 1;
    }

    @Override
    public List<Limit> limits() {
        return limits;
    }

    @Override
    public Decision acquire(Subject subject, long least, long most) {
        if (most == 0) {
            return redis.run(calls.peek(subject, 1)).standing(limits);
        }
        long needed = Math.min(least, tooMany);
        return redis.run(calls.acquire(subject, Math.min(most, tooMany), needed))
                .decision(limits, needed);
    }

    /** What {@link #acquire} would tell if it refused. */
    Decision look(Subject subject, long cost) {
        long asked = Math.min(cost, tooMany);
        return redis.run(calls.peek(subject, asked)).decision(limits, asked);
    }

    @Override
    public CompletionStage<?> look(Subject subject) {
        return redis.within(patience).runAsync(calls.peek(subject, 1));
    }

    @Override
    public Decision refund(Subject subject, long permits, List<Instant> grantedAt) {
        Permits.check("permits", permits, 1);
        if (grantedAt.isEmpty()) {
            return peek(subject);
        }
        return redis.run(calls.refund(subject, Math.min(permits, tooMany), grantedAt))
                .standing(limits);
    }

    /** Gives back all that was granted but some permits, from 0, and nobody waits for it. Tells what is left of the decision. */
    CompletionStage<Decision> keep(Subject subject, Decision granted, long permits) {
        long over = granted.granted() - permits;
        return redis.runAsync(calls.refund(subject, over, granted.grantedAt()))
                .thenApply(counts -> counts.rest(limits, granted, permits));
    }

    @Override
    public Decision penalise(Subject subject, long permits) {
        Permits.check("permits", permits, 1);
        return redis.run(calls.penalise(subject, Math.min(permits, tooMany))).standing(limits);
    }

    @Override
    public Decision reset(Subject subject) {
        List<Key> keys = calls.keys(subject);
        redis.executeAll("ratelimit.reset", keys, (commands, key) -> commands.unlink(key.bytes()))
                .forEach(Outcome::get);
        return new Decision(Decision.Outcome.ALLOWED, 0, Standings.full(limits), false);
    }
}
