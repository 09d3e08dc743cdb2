package dev.redkeep.sessions;

import dev.redkeep.core.client.Breaker;
import dev.redkeep.core.client.RedisWrongTypeException;
import dev.redkeep.sessions.DepartingSessions.Departing;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings Redis up to what memory answered while it was away: first what was revoked, then the sessions that were made. Only
 * when nothing of either is left does the breaker close. What fails is tried again at the next probe, and nothing that is
 * done again does harm: a session leaves memory only once it is in Redis as memory has it.
 */
final class Reconciliation {
    private static final Logger LOG = LoggerFactory.getLogger(SessionStore.class);

    /** It finds nothing. */
    private static final SessionId PROBE = SessionId.of(0, "redkeep-probe");

    /** One caller works for so long, and one operation more; then another goes on. */
    private static final long SHARE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final SessionStore redis;
    private final InMemorySessionStore memory;
    private final FallbackOptions options;
    private final Breaker breaker;
    /** Guarded by memory's lock. */
    private final PendingRevocations pending;

    Reconciliation(
            SessionStore redis,
            InMemorySessionStore memory,
            FallbackOptions options,
            Breaker breaker,
            PendingRevocations pending) {
        this.redis = redis;
        this.memory = memory;
        this.options = options;
        this.breaker = breaker;
        this.pending = pending;
    }

    /** Looks for Redis, if that is due and no one else does; answers whether Redis is back and up to date. */
    boolean isRedisBack() {
        if (!breaker.beginProbe()) {
            return false;
        }
        boolean answered = false;
        try {
            answered = answers() && work();
        } finally {
            breaker.endProbe(answered);
        }
        return !breaker.isOpen();
    }

    private boolean answers() {
        try {
            redis.find(PROBE);
            return true;
        } catch (RuntimeException failure) {
            return !Breaker.meansAway(failure);
        }
    }

    /** Goes on for its share of time; false if Redis failed. */
    private boolean work() {
        long start = System.nanoTime();
        do {
            Optional<Runnable> step = memory.locked(this::next);
            if (step.isEmpty()) {
                return true;
            }
            try {
                step.get().run();
            } catch (RuntimeException failure) {
                if (!Breaker.meansAway(failure)) {
                    LOG.warn("Redis is back, but sessions stay in memory: {}", failure.getMessage());
                }
                return false;
            }
        } while (System.nanoTime() - start < SHARE_NANOS);
        return true;
    }

    /** A session is taken only when no revocation waits: one that is asked for later then means this session too. */
    private Optional<Runnable> next(MemorySessions sessions) {
        Optional<PendingRevocation> revocation = pending.take();
        if (revocation.isPresent()) {
            return revocation.map(taken -> () -> revoke(taken));
        }
        if (options.onReturn() == FallbackOptions.OnReturn.DROP) {
            memory.departing().evictAll();
        }
        Optional<Departing> session = memory.departing().next();
        if (session.isEmpty()) {
            breaker.close();
        }
        return session.map(departing -> () -> carryOver(departing));
    }

    private void revoke(PendingRevocation revocation) {
        boolean over = false;
        try {
            revocation.in(redis);
            over = true;
        } catch (RedisWrongTypeException | IllegalArgumentException | IllegalStateException never) {
            LOG.warn("A revocation that waited for Redis is impossible there: {}", never.getMessage());
            over = true;
        } finally {
            if (!over) {
                memory.locked(sessions -> pending.putBack(revocation));
            }
        }
    }

    /** One that changed meanwhile stays for another turn; what Redis then has of it is brought up to date. */
    private void carryOver(Departing session) {
        boolean stored = true;
        try {
            redis.create(session.copy());
        } catch (SessionExistsException there) {
            if (session.copy().version() > 0) {
                redis.update(session.copy().issue(), session.changes());
            }
        } catch (RedisWrongTypeException | IllegalArgumentException | TooManySessionsException never) {
            stored = false;
        }
        boolean kept = stored;
        memory.locked(sessions ->
                kept ? memory.departing().forget(session) : memory.departing().evict(session));
    }
}
