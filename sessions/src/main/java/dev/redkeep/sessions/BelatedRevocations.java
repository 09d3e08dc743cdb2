package dev.redkeep.sessions;

import dev.redkeep.core.client.RedisWrongTypeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does in Redis what was revoked while it was away. None is forgotten that can be done: what fails since Redis is away again
 * waits on, and what Redis refuses is tried again while it serves.
 */
final class BelatedRevocations {
    private static final Logger LOG = LoggerFactory.getLogger(SessionStore.class);

    /** One caller tries the refused ones again for so long, and one operation more. */
    private static final long SHARE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final SessionStore redis;
    private final InMemorySessionStore memory;
    /** Guarded by memory's lock. */
    private final PendingRevocations pending;

    private final FirstWarning refusals = new FirstWarning();
    private final Turn again;

    BelatedRevocations(
            SessionStore redis, InMemorySessionStore memory, PendingRevocations pending, Duration retryEvery) {
        this.redis = redis;
        this.memory = memory;
        this.pending = pending;
        this.again = new Turn(retryEvery);
    }

    /** Redis serves from now on. */
    void allTried() {
        again.delay();
        refusals.reset();
    }

    /** Does one that was taken. It waits on if Redis is away, which is thrown, and among the refused if Redis refuses it. */
    void run(PendingRevocation revocation) {
        PendingRevocations.Met met = PendingRevocations.Met.NOT;
        try {
            met = isOver(revocation) ? PendingRevocations.Met.DONE : PendingRevocations.Met.REFUSED;
        } finally {
            end(revocation, met);
        }
    }

    private void end(PendingRevocation revocation, PendingRevocations.Met met) {
        memory.locked(sessions -> pending.met(revocation, met));
    }

    /** Tries those again that Redis refused, if that is due and no one else does, until it refuses one more. */
    void retryRefused() {
        if (!pending.hasRefused() || !again.begin()) {
            return;
        }
        try {
            long start = System.nanoTime();
            boolean done = true;
            while (done && System.nanoTime() - start < SHARE_NANOS) {
                Optional<PendingRevocation> refused = memory.locked(sessions -> pending.nextRefused());
                done = refused.isPresent() && isOver(refused.get());
                if (done) {
                    memory.locked(sessions -> pending.forgetRefused(refused.get()));
                }
            }
        } catch (RuntimeException away) {
            LOG.debug("Redis is away again; what it refused before waits on");
        } finally {
            again.end();
        }
    }

    /** Does it, if that is possible at all; false if Redis refuses it. Of a session whose index is damaged it is done. */
    private boolean isOver(PendingRevocation revocation) {
        try {
            revocation.in(redis);
            return true;
        } catch (IllegalArgumentException | IllegalStateException never) {
            LOG.warn("A revocation that waited for Redis is impossible there: {}", never.getMessage());
            return true;
        } catch (RuntimeException failure) {
            if (Reconciliation.servesNobody(failure)) {
                throw failure;
            }
            if (failure instanceof RedisWrongTypeException && revocation instanceof PendingRevocation.One) {
                return true;
            }
            refusals.log("Redis is back, but refuses a revocation, which is tried again: {}", failure);
            return false;
        }
    }
}
