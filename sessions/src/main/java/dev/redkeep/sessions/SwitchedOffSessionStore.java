package dev.redkeep.sessions;

import dev.redkeep.core.client.RedisUnavailableException;
import java.util.List;
import java.util.Optional;

/** In place of a store in Redis that the application's options switch off: refuses, and sends nothing. */
final class SwitchedOffSessionStore implements SessionStore {
    @Override
    public Created create(NewSession session) {
        throw refusal("sessions.create");
    }

    @Override
    public Optional<Session> find(SessionId id) {
        throw refusal("sessions.find");
    }

    @Override
    public Optional<Session> findAndTouch(SessionId id) {
        throw refusal("sessions.findAndTouch");
    }

    @Override
    public Updated update(SessionId id, SessionUpdate update) {
        throw refusal("sessions.update");
    }

    @Override
    public Optional<Session> rotate(SessionId id) {
        throw refusal("sessions.rotate");
    }

    @Override
    public Optional<Session> rotate(SessionId id, String newToken) {
        throw refusal("sessions.rotate");
    }

    @Override
    public Revocation revoke(SessionId id) {
        throw refusal("sessions.revoke");
    }

    @Override
    public Revocation revokeAll(long userId) {
        throw refusal("sessions.revokeAll");
    }

    @Override
    public Revocation revokeOthers(SessionId keep) {
        throw refusal("sessions.revokeOthers");
    }

    @Override
    public List<Session> list(long userId) {
        throw refusal("sessions.list");
    }

    @Override
    public long count(long userId) {
        throw refusal("sessions.count");
    }

    @Override
    public long unreadable() {
        return 0;
    }

    /** Memory alone: there is no Redis to wait for, to ask again or to carry anything over to. */
    @Override
    public SessionStore withFallback(InMemorySessionStore memory, FallbackOptions options) {
        return memory;
    }

    private static RedisUnavailableException refusal(String operation) {
        return RedisUnavailableException.notSent(
                operation, "sessions in Redis are switched off", "Set REDIS_SESSIONS_ENABLED=true, or add a fallback.");
    }
}
