package dev.redkeep.ratelimit;

import dev.redkeep.core.client.RedisException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Limits in Redis behind a {@link Guard}, and the failure policy's answers, as limits too. */
final class Guarded implements Limits {
    private final Limits redis;
    private final @Nullable Limits instead;
    private final Guard guard;
    private final Tally tally;

    /**
     * Limits that are guarded.
     *
     * @param instead what answers if Redis does not, degraded; null to throw what Redis' client throws
     * @param probeEvery how long after a failure somebody looks whether Redis is back
     */
    Guarded(
            Limits redis,
            @Nullable Limits instead,
            Duration probeEvery,
            LongSupplier nanoTime,
            Tally tally,
            RateLimiterListener listener) {
        this.redis = redis;
        this.instead = instead;
        this.guard = new Guard("rate limiter", probeEvery, nanoTime, listener::onRecovered);
        this.tally = tally;
    }

    @Override
    public List<Limit> limits() {
        return redis.limits();
    }

    @Override
    public Decision acquire(Subject subject, long least, long most) {
        return answer("ratelimit.acquire", subject, limits -> limits.acquire(subject, least, most));
    }

    @Override
    public Decision peek(Subject subject) {
        return answer("ratelimit.peek", subject, limits -> limits.peek(subject));
    }

    @Override
    public Decision refund(Subject subject, long permits, List<Instant> grantedAt) {
        Decision decision;
        try {
            decision = answer("ratelimit.refund", subject, limits -> limits.refund(subject, permits, grantedAt));
        } catch (RedisException lost) {
            tally.lostRefunds.increment();
            throw lost;
        }
        if (decision.degraded()) {
            tally.lostRefunds.increment();
        }
        return decision;
    }

    @Override
    public Decision penalise(Subject subject, long permits) {
        return answer("ratelimit.penalise", subject, limits -> limits.penalise(subject, permits));
    }

    @Override
    public Decision reset(Subject subject) {
        return answer("ratelimit.reset", subject, limits -> limits.reset(subject));
    }

    private Decision answer(String operation, Subject subject, Function<Limits, Decision> question) {
        try {
            return guard.ask(operation, () -> counted(question), () -> redis.look(subject), policy(question));
        } catch (RedisException thrown) {
            tally.degraded.increment(); // the policy's answer is to throw
            throw thrown;
        }
    }

    private Decision counted(Function<Limits, Decision> question) {
        try {
            return question.apply(redis);
        } catch (RedisException failure) {
            tally.failure = failure;
            throw failure;
        }
    }

    /** The policy's answer; null to throw. */
    private @Nullable Supplier<Decision> policy(Function<Limits, Decision> question) {
        Limits policy = instead;
        return policy == null ? null : () -> question.apply(policy);
    }
}
