package dev.redkeep.ratelimit;

import dev.redkeep.core.client.Breaker;
import dev.redkeep.core.client.Lookout;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.client.RedisUnavailableException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Redis for a limiter, of either kind, and lets its failure policy answer whenever Redis fails. While it is away, it is not
 * asked: a {@link Lookout} finds out when it is back. What it refuses for one key (another type, a script's error) or altogether
 * (memory, rights) also gets the policy's answer, since a limiter must not end the service that it protects; that says nothing
 * of the next request, which is sent, nor does one request's time-out while others are answered. No permit is taken twice:
 * what ran into the deadline, or whose connection broke, may have been done. Safe to share between threads.
 */
final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(RateLimiter.class);
    private static final Duration LEAST_WAIT = Duration.ofMillis(1);

    private final String limiter;
    private final Lookout lookout;
    private final Set<Class<?>> logged = ConcurrentHashMap.newKeySet();

    /**
     * A guard that takes Redis to be there.
     *
     * @param limiter what the log calls whom it guards
     * @param probeEvery how long after a failure somebody looks whether Redis is back
     * @param recovered is run when it is
     */
    Guard(String limiter, Duration probeEvery, LongSupplier nanoTime, Runnable recovered) {
        this.limiter = limiter;
        this.lookout = new Lookout(probeEvery, nanoTime, this::logAway, () -> {
            LOG.info("Redis is back, and asked again by a {}", limiter);
            recovered.run();
        });
    }

    /** The wait that is told to who is refused while Redis is away: never none, or he would be told not to wait. */
    static Duration later(Duration probeEvery) {
        return probeEvery.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : probeEvery;
    }

    /**
     * Asks.
     *
     * @param question asks Redis
     * @param look asks it for something that does no harm, with a deadline of {@link Lookout#patience}; nobody waits for that
     * @param instead answers if Redis does not; null to throw what Redis' client throws, or while it is not asked, that it is
     *     away
     */
    <R> R ask(
            String operation,
            Supplier<R> question,
            Supplier<? extends CompletionStage<?>> look,
            @Nullable Supplier<R> instead) {
        RedisException failure = null;
        if (lookout.isAway()) {
            lookout.lookIfDue(look);
        } else {
            Lookout.Call call = lookout.begin();
            try {
                R answer = question.get();
                lookout.answered(call);
                return answer;
            } catch (RedisException thrown) {
                failed(thrown, call, look);
                failure = thrown;
            }
        }
        if (instead != null) {
            return instead.get();
        }
        throw failure != null ? failure : away(operation);
    }

    private void failed(RedisException failure, Lookout.Call call, Supplier<? extends CompletionStage<?>> look) {
        lookout.failed(failure, call, look);
        if (!Breaker.meansAway(failure) && logged.add(failure.getClass())) {
            LOG.warn(
                    "Redis refuses a {}, whose failure policy answers, and says so once: {}",
                    limiter,
                    failure.getMessage());
        }
    }

    private void logAway(RedisException failure) {
        LOG.warn("Redis is away, and the failure policy of a {} answers: {}", limiter, failure.getMessage());
    }

    private static RedisUnavailableException away(String operation) {
        return RedisUnavailableException.notSent(
                operation,
                "Redis did not answer shortly before",
                "Look why it does not; a request now and then tries it again.");
    }
}
