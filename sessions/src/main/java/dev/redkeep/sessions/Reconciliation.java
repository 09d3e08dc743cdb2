package dev.redkeep.sessions;

import dev.redkeep.core.client.Breaker;
import dev.redkeep.core.client.RedisAuthenticationException;
import dev.redkeep.core.client.RedisClusterException;
import dev.redkeep.sessions.DepartingSessions.Departing;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Brings Redis up to what memory answered while it was away: first what was revoked, then the sessions that were made. Only
 * when nothing of either is left does the breaker close. What fails since Redis is away again is tried again at the next
 * probe, and nothing that is done again does harm: a session leaves memory only once it is in Redis as memory has it.
 *
 * <p>From its first answer on, Redis has its say in what memory does not know and no revocation that waits may change: what
 * was carried over, what it had before, and nothing that it will not have as well when the breaker closes.
 *
 * <p>What Redis, being there, refuses keeps nobody waiting: such a session ends, and such a revocation is tried again while
 * Redis serves.
 */
final class Reconciliation {
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

    private final BelatedRevocations revocations;
    private final FirstWarning refusals = new FirstWarning();
    /** Redis answered, and did not fail since; never with the breaker closed. */
    private volatile boolean answers;

    Reconciliation(
            SessionStore redis,
            InMemorySessionStore memory,
            FallbackOptions options,
            Breaker breaker,
            PendingRevocations pending,
            BelatedRevocations revocations) {
        this.redis = redis;
        this.memory = memory;
        this.options = options;
        this.breaker = breaker;
        this.pending = pending;
        this.revocations = revocations;
    }

    /** Looks for Redis, if that is due and no one else does; answers whether Redis is back and up to date. */
    boolean isRedisBack() {
        if (!breaker.beginProbe()) {
            return false;
        }
        boolean answered = false;
        try {
            answers = isThere();
            answered = answers && work();
        } finally {
            breaker.endProbe(answered);
        }
        return !breaker.isOpen();
    }

    /** A call to Redis failed, with the breaker open. */
    void isAway() {
        answers = false;
    }

    /** Whether Redis, and not memory, is to be asked for this session. */
    boolean leavesToRedis(SessionId id, MemorySessions sessions) {
        return answers && sessions.present(id).isEmpty() && !pending.mayEnd(id);
    }

    /** Whether Redis, and not memory, is to be asked for this user's sessions. */
    boolean leavesToRedis(long userId, MemorySessions sessions) {
        return answers && sessions.count(userId) == 0 && !pending.mayEndAny(userId);
    }

    private boolean isThere() {
        try {
            redis.find(PROBE);
            return true;
        } catch (RuntimeException failure) {
            return !servesNobody(failure);
        }
    }

    /** Redis is away, or refuses everyone. */
    static boolean servesNobody(RuntimeException failure) {
        return Breaker.meansAway(failure)
                || failure instanceof RedisAuthenticationException
                || failure instanceof RedisClusterException;
    }

    /** Goes on for its share of time; false if Redis is away again. */
    private boolean work() {
        long start = System.nanoTime();
        do {
            Optional<Runnable> step = memory.locked(this::next);
            if (step.isEmpty()) {
                return true;
            }
            try {
                step.get().run();
            } catch (RuntimeException away) {
                answers = false;
                return false;
            }
        } while (System.nanoTime() - start < SHARE_NANOS);
        return true;
    }

    /** A session is taken only when no revocation waits: one that is asked for later then means this session too. */
    private Optional<Runnable> next(MemorySessions sessions) {
        Optional<PendingRevocation> revocation = pending.take();
        if (revocation.isPresent()) {
            return revocation.map(taken -> () -> revocations.run(taken));
        }
        if (options.onReturn() == FallbackOptions.OnReturn.DROP) {
            memory.departing().evictAll();
        }
        Optional<Departing> session = memory.departing().next();
        if (session.isEmpty()) {
            revocations.allTried();
            refusals.reset();
            answers = false;
            breaker.close();
        }
        return session.map(departing -> () -> carryOver(departing));
    }

    /** One that changed meanwhile stays for another turn; what Redis then has of it is brought up to date. */
    private void carryOver(Departing session) {
        boolean stored;
        try {
            stored = store(session);
        } catch (RuntimeException failure) {
            if (servesNobody(failure)) {
                throw failure;
            }
            refusals.log("Redis is back, but does not take a session made meanwhile, which ends: {}", failure);
            stored = false;
        }
        boolean kept = stored;
        memory.locked(sessions ->
                kept ? memory.departing().forget(session) : memory.departing().evict(session));
    }

    /** Whether it is in Redis as it was copied. A key that is taken is the same session only if it can be found or changed. */
    private boolean store(Departing session) {
        try {
            redis.create(session.copy());
            return true;
        } catch (SessionExistsException there) {
            SessionId id = session.copy().issue();
            return session.copy().version() > 0
                    ? redis.update(id, session.changes()) instanceof Updated.Done
                    : redis.find(id).filter(found -> !found.readOnly()).isPresent();
        }
    }
}
