package dev.redkeep.sessions;

import dev.redkeep.core.client.Breaker;
import dev.redkeep.core.client.RedisException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides for each call whether Redis answers it or memory does. Safe to share between threads. */
final class FallbackCalls {
    interface Degraded<R> {
        /** Answers from memory; the failure is that of this call, or null if the breaker was open already. */
        R answer(MemorySessions sessions, @Nullable RedisException failure);
    }

    private final InMemorySessionStore memory;
    private final Breaker breaker;
    private final BelatedRevocations revocations;
    private final Reconciliation reconciliation;

    FallbackCalls(
            SessionStore redis,
            InMemorySessionStore memory,
            FallbackOptions options,
            Breaker breaker,
            PendingRevocations pending) {
        this.memory = memory;
        this.breaker = breaker;
        this.revocations = new BelatedRevocations(redis, memory, pending, options.probeEvery());
        this.reconciliation = new Reconciliation(redis, memory, options, breaker, pending, revocations);
    }

    /** Memory alone answers while the breaker is open. */
    <R> R answer(Supplier<R> inRedis, Degraded<R> inMemory) {
        return answer(sessions -> false, inRedis, inMemory);
    }

    <R> R answer(SessionId id, Supplier<R> inRedis, Degraded<R> inMemory) {
        return answer(sessions -> reconciliation.leavesToRedis(id, sessions), inRedis, inMemory);
    }

    <R> R answer(long userId, Supplier<R> inRedis, Degraded<R> inMemory) {
        return answer(sessions -> reconciliation.leavesToRedis(userId, sessions), inRedis, inMemory);
    }

    /** What is left to Redis it is asked for also with the breaker open. That is decided under the lock, as the answer is. */
    private <R> R answer(Predicate<MemorySessions> leftToRedis, Supplier<R> inRedis, Degraded<R> inMemory) {
        boolean left = false;
        if (!breaker.isOpen()) {
            revocations.retryRefused();
        }
        while (true) {
            RedisException failure = null;
            if (left || !breaker.isOpen() || reconciliation.isRedisBack()) {
                int closings = breaker.closings();
                try {
                    return inRedis.get();
                } catch (RedisException thrown) {
                    if (!breaker.opensAt(thrown, closings)) {
                        throw thrown;
                    }
                    reconciliation.isAway();
                    failure = thrown;
                }
            }
            RedisException why = failure;
            Optional<R> answer =
                    memory.locked(sessions -> breaker.isOpen() && (why != null || !leftToRedis.test(sessions))
                            ? Optional.of(inMemory.answer(sessions, why))
                            : Optional.empty());
            if (answer.isPresent()) {
                return answer.get();
            }
            if (failure != null) {
                throw failure;
            }
            left = true;
        }
    }
}
