package dev.redkeep.cache;

import dev.redkeep.core.client.Breaker;
import dev.redkeep.core.client.Lookout;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.key.Key;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Redis' failures from those who read. While it is away they don't ask it: a {@link Lookout} finds out when it is back. One
 * call's time-out or broken connection is that call's only. Those who change something always ask, and are told.
 */
final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Cache.class);

    private final Function<Key, ? extends CompletionStage<?>> look;
    private final Report report;
    private final Lookout lookout;
    private final Refusals refusals = new Refusals(System::nanoTime);
    private volatile boolean closed;

    /**
     * Redis counts as there.
     *
     * @param look asks the server of a key for something that does no harm, with a deadline of {@link Lookout#patience}; nobody
     *     waits for that
     * @param probeEvery how long after a look that failed the next one may be
     */
    Guard(Function<Key, ? extends CompletionStage<?>> look, Duration probeEvery, Report report) {
        this.look = look;
        this.report = report;
        this.lookout = new Lookout(probeEvery, System::nanoTime, this::away, this::back);
    }

    /**
     * Null if Redis is away or refused.
     *
     * @param at a key that the call is about
     */
    <R> @Nullable R ask(Key at, Supplier<R> call) {
        if (lookout.isAway()) {
            if (!closed) {
                lookout.lookIfDue(() -> look.apply(at));
            }
            return null;
        }
        try {
            return demand(at, call);
        } catch (RedisException failure) {
            return null;
        }
    }

    /**
     * The answer, or the failure, which is thrown.
     *
     * @param at a key that the call is about
     */
    <R> R demand(Key at, Supplier<R> call) {
        Lookout.Call asked = lookout.begin();
        try {
            R answer = call.get();
            lookout.answered(asked);
            return answer;
        } catch (RedisException failure) {
            if (!closed) {
                lookout.failed(failure, asked, () -> look.apply(at));
            }
            if (!closed && !Breaker.meansAway(failure) && refusals.isNews(failure)) {
                LOG.warn("Redis refuses a cache of {}: {}", report.pattern(), failure.getMessage());
                report.refused(failure);
            }
            throw failure;
        }
    }

    private void away(RedisException failure) {
        if (!closed) {
            LOG.warn("Redis is away, and a cache of {} loads directly: {}", report.pattern(), failure.getMessage());
            report.degraded();
        }
    }

    private void back() {
        if (!closed) {
            LOG.info("Redis is back, and a cache of {} asks it again", report.pattern());
            report.recovered();
        }
    }

    /** No look begins from now on, and what one that is under way finds is told to nobody. */
    void close() {
        closed = true;
    }
}
