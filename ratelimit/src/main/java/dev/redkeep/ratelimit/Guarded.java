package dev.redkeep.ratelimit;

import dev.redkeep.core.client.Breaker;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.client.RedisTimeoutException;
import dev.redkeep.core.client.RedisUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits in Redis, and the failure policy's answer whenever Redis fails. While it is away, it is not asked, but for one caller at
 * a time who looks whether it is back, with the request that he has. What it refuses for one key (another type, a script's
 * error) or altogether (memory, rights) also gets the policy's answer, since a limiter must not end the service that it protects; that
 * says nothing of the next request, which is sent. Nothing is sent twice: what ran into the deadline may have consumed.
 */
final class Guarded implements Limits {
    private static final Logger LOG = LoggerFactory.getLogger(RateLimiter.class);

    private final Limits redis;
    private final @Nullable Limits instead;
    private final Breaker breaker;
    private final Tally tally;
    private final RateLimiterListener listener;
    private final Set<Class<?>> logged = ConcurrentHashMap.newKeySet();

    /**
     * Limits that are guarded.
     *
     * @param instead what answers if Redis does not, degraded; null to throw what Redis' client throws
     * @param probeEvery how long after a failure somebody looks whether Redis is back
     */
    Guarded(Limits redis, @Nullable Limits instead, Duration probeEvery, Tally tally, RateLimiterListener listener) {
        this.redis = redis;
        this.instead = instead;
        this.breaker = new Breaker(probeEvery);
        this.tally = tally;
        this.listener = listener;
    }

    @Override
    public List<Limit> limits() {
        return redis.limits();
    }

    @Override
    public Decision acquire(Subject subject, long cost, boolean upTo) {
        return answer("ratelimit.acquire", limits -> limits.acquire(subject, cost, upTo));
    }

    @Override
    public Decision peek(Subject subject) {
        return answer("ratelimit.peek", limits -> limits.peek(subject));
    }

    @Override
    public Decision refund(Subject subject, long permits) {
        Decision decision;
        try {
            decision = answer("ratelimit.refund", limits -> limits.refund(subject, permits));
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
        return answer("ratelimit.penalise", limits -> limits.penalise(subject, permits));
    }

    @Override
    public Decision reset(Subject subject) {
        return answer("ratelimit.reset", limits -> limits.reset(subject));
    }

    private Decision answer(String operation, Function<Limits, Decision> question) {
        RedisException failure;
        if (!breaker.isOpen()) {
            int closings = breaker.closings();
            try {
                return question.apply(redis);
            } catch (RedisException thrown) {
                failed(thrown, closings);
                failure = thrown;
            }
        } else if (breaker.beginProbe()) {
            try {
                Decision decision = question.apply(redis);
                back();
                return decision;
            } catch (RedisException thrown) {
                if (!Breaker.meansAway(thrown)) {
                    back();
                }
                failed(thrown, breaker.closings());
                failure = thrown;
            } finally {
                breaker.endProbe(false);
            }
        } else {
            failure = null;
        }
        if (instead != null) {
            return question.apply(instead);
        }
        throw failure != null ? failure : away(operation);
    }

    private static RedisUnavailableException away(String operation) {
        return RedisUnavailableException.notSent(
                operation,
                "Redis did not answer shortly before",
                "Look why it does not; a request now and then tries it again.");
    }

    /** After a time-out that may have been a moment's, the next caller looks at once, rather than after a while. */
    private synchronized void failed(RedisException failure, int closings) {
        boolean wasOpen = breaker.isOpen();
        boolean open = breaker.opensAt(failure, closings);
        if (open && !wasOpen) {
            LOG.warn("Redis is away, and the failure policy of a rate limiter answers: {}", failure.getMessage());
            if (failure instanceof RedisTimeoutException) {
                breaker.endProbe(true);
            }
        } else if (!open && !Breaker.meansAway(failure) && logged.add(failure.getClass())) {
            LOG.warn(
                    "Redis refuses a rate limiter, whose failure policy answers, and says so once: {}",
                    failure.getMessage());
        }
    }

    /** Only who probes calls it, so nobody closes the breaker in between. */
    private void back() {
        synchronized (this) {
            breaker.close();
        }
        LOG.info("Redis is back, and asked again by a rate limiter");
        listener.onRecovered();
    }
}
