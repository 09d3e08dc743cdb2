package dev.redkeep.ratelimit;

import dev.redkeep.core.client.Outcome;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.Key;
import java.util.List;

/** Limits in Redis whose keys can share a slot: one script decides on all of them, atomically. */
final class RedisLimits implements Limits {
    private final Redis redis;
    private final List<Limit> limits;
    private final RateLimitCalls calls;
    /** One more than any limit ever has: whoever asks for more may as well ask for this. */
    private final long tooMany;

    RedisLimits(Redis redis, RateLimitCalls calls) {
        this.redis = redis;
        this.limits = calls.limits();
        this.calls = calls;
        this.tooMany = limits.stream().mapToLong(Limit::capacity).max().orElseThrow() + 1;
    }

    @Override
    public List<Limit> limits() {
        return limits;
    }

    @Override
    public Decision acquire(Subject subject, long cost, boolean upTo) {
        Permits.check(upTo ? "most" : "cost", cost, upTo ? 1 : 0);
        if (cost == 0) {
            return redis.run(calls.peek(subject, 1)).standing(limits);
        }
        long asked = Math.min(cost, tooMany);
        long least = upTo ? 1 : asked;
        return redis.run(calls.acquire(subject, asked, least)).decision(limits, least);
    }

    /** What {@link #acquire} would tell if it refused. */
    Decision look(Subject subject, long cost) {
        long asked = Math.min(cost, tooMany);
        return redis.run(calls.peek(subject, asked)).decision(limits, asked);
    }

    @Override
    public Decision refund(Subject subject, long permits) {
        Permits.check("permits", permits, 1);
        return redis.run(calls.refund(subject, Math.min(permits, tooMany))).standing(limits);
    }

    @Override
    public Decision penalise(Subject subject, long permits) {
        Permits.check("permits", permits, 1);
        return redis.run(calls.penalise(subject, Math.min(permits, tooMany))).standing(limits);
    }

    @Override
    public void reset(Subject subject) {
        List<Key> keys = calls.keys(subject);
        redis.executeAll("ratelimit.reset", keys, (commands, key) -> commands.unlink(key.bytes()))
                .forEach(Outcome::get);
    }
}
