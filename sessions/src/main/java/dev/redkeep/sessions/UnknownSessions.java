package dev.redkeep.sessions;

import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.client.RedisUnavailableException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a fallback says of sessions that Redis may have and its memory has not. The pending are guarded by memory's lock. */
record UnknownSessions(FallbackOptions.Unknown policy, PendingRevocations pending) {
    /**
     * Fails if that is the policy, unless all that Redis may have of it is revoked.
     *
     * @param failure of this call, or null if the breaker was open already
     */
    void check(String operation, @Nullable RedisException failure, boolean revoked) {
        if (revoked || policy == FallbackOptions.Unknown.ABSENT) {
            return;
        }
        if (failure != null) {
            throw failure;
        }
        throw RedisUnavailableException.notSent(
                operation,
                "Redis is away, and its fallback does not know",
                "Try again when Redis is back; with FallbackOptions.Unknown.ABSENT there is none meanwhile.");
    }

    /** Before a change: if this call may have done it in Redis, memory must not say that there is nothing to change. */
    Optional<Session> orKnown(
            String operation, SessionId id, @Nullable RedisException failure, MemorySessions sessions) {
        Optional<Session> found = sessions.find(id);
        if (found.isEmpty()) {
            if (failure != null && failure.mayHaveRun()) {
                throw failure;
            }
            check(operation, failure, pending.covers(id));
        }
        return found;
    }
}
