package dev.redkeep.sessions;

import dev.redkeep.core.client.Breaker;
import dev.redkeep.core.client.RedisException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sessions in Redis, and in memory while it is away. What memory answers is decided under its lock, as is Redis' return. */
final class FallbackSessionStore implements SessionStore {
    private final SessionStore redis;
    private final InMemorySessionStore memory;
    private final Breaker breaker;
    private final FallbackCalls calls;
    private final UnknownSessions unknown;
    /** Guarded by memory's lock. */
    private final PendingRevocations pending = new PendingRevocations();

    FallbackSessionStore(SessionStore redis, InMemorySessionStore memory, FallbackOptions options) {
        this.redis = redis;
        this.memory = memory;
        this.unknown = new UnknownSessions(options.unknown(), pending);
        this.breaker = new Breaker(options.probeEvery());
        this.calls = new FallbackCalls(redis, memory, options, breaker, pending);
    }

    /** What Redis refused to end is gone here already. */
    private boolean isRevoked(SessionId id) {
        return pending.hasRefused() && memory.locked(sessions -> pending.refuses(id));
    }

    private Optional<Session> unlessRevoked(SessionId id, Supplier<Optional<Session>> inRedis) {
        return isRevoked(id) ? Optional.empty() : inRedis.get();
    }

    /** If it fails in doubt, Redis may have it too; under the same token, so that both are one when Redis is back. */
    @Override
    public Created create(NewSession session) {
        NewSession issued = session.token(session.issue().text());
        return calls.answer(() -> redis.create(issued), (sessions, failure) -> {
            Created created = sessions.create(issued);
            if (failure != null && failure.mayHaveRun()) {
                sessions.mayBeElsewhere(created.session().id());
            }
            sessions.tellDegraded(issued.userId());
            return new Created(created.session().fromFallback(), created.evicted());
        });
    }

    @Override
    public Optional<Session> find(SessionId id) {
        return calls.answer(
                id,
                () -> unlessRevoked(id, () -> redis.find(id)),
                (sessions, failure) -> look("sessions.find", id, failure, sessions, sessions.find(id)));
    }

    @Override
    public Optional<Session> findAndTouch(SessionId id) {
        return calls.answer(
                id,
                () -> unlessRevoked(id, () -> redis.findAndTouch(id)),
                (sessions, failure) -> look("sessions.findAndTouch", id, failure, sessions, sessions.findAndTouch(id)));
    }

    private Optional<Session> look(
            String operation,
            SessionId id,
            @Nullable RedisException failure,
            MemorySessions sessions,
            Optional<Session> found) {
        if (found.isEmpty()) {
            unknown.check(operation, failure, pending.covers(id));
        }
        sessions.tellDegraded(user(id, found));
        return found.map(Session::fromFallback);
    }

    @Override
    public Optional<Session> migrate(long userId, String username, String token) {
        SessionId id = SessionId.of(userId, token);
        return calls.answer(
                id,
                () -> unlessRevoked(id, () -> redis.migrate(userId, username, token)),
                (sessions, failure) -> look("sessions.migrate", id, failure, sessions, sessions.find(id)));
    }

    @Override
    public Updated update(SessionId id, SessionUpdate update) {
        Supplier<Updated> inRedis = () -> isRevoked(id) ? new Updated.Gone(false) : redis.update(id, update);
        return calls.answer(id, inRedis, (sessions, failure) -> {
            Optional<Session> found = unknown.orKnown("sessions.update", id, failure, sessions);
            Updated updated = sessions.update(id, update);
            sessions.tellDegraded(user(id, found));
            return fromFallback(updated);
        });
    }

    private static Updated fromFallback(Updated updated) {
        if (updated instanceof Updated.Done done) {
            return new Updated.Done(done.version(), true);
        }
        if (updated instanceof Updated.ReadOnly) {
            return new Updated.ReadOnly(true);
        }
        return updated instanceof Updated.Conflict conflict
                ? new Updated.Conflict(conflict.version(), true)
                : new Updated.Gone(true);
    }

    @Override
    public Optional<Session> rotate(SessionId id) {
        return rotate(id, () -> redis.rotate(id), sessions -> sessions.rotate(id, Optional.empty()));
    }

    @Override
    public Optional<Session> rotate(SessionId id, String newToken) {
        id.checkOther(newToken);
        return rotate(id, () -> redis.rotate(id, newToken), sessions -> sessions.rotate(id, Optional.of(newToken)));
    }

    private Optional<Session> rotate(
            SessionId id, Supplier<Optional<Session>> inRedis, Function<MemorySessions, Optional<Session>> inMemory) {
        return calls.answer(id, () -> unlessRevoked(id, inRedis), (sessions, failure) -> {
            Optional<Session> found = unknown.orKnown("sessions.rotate", id, failure, sessions);
            found.filter(session -> !session.readOnly())
                    .ifPresent(session -> endInRedis("sessions.rotate", session.id(), sessions));
            Optional<Session> rotated = inMemory.apply(sessions);
            sessions.tellDegraded(user(id, found));
            return rotated.map(Session::fromFallback);
        });
    }

    @Override
    public Revocation revoke(SessionId id) {
        return calls.answer(id, () -> redis.revoke(id), (sessions, failure) -> {
            SessionId known = sessions.present(id).orElse(id);
            endInRedis("sessions.revoke", known, sessions);
            return pending(sessions, user(known), sessions.revoke(id));
        });
    }

    /** When it is back; of a session that memory alone has there is nothing to end. */
    private void endInRedis(String operation, SessionId id, MemorySessions sessions) {
        if (id.isPossible() && !sessions.hasAlone(id)) {
            pending.add(operation, new PendingRevocation.One(id));
        }
    }

    @Override
    public Revocation revokeAll(long userId) {
        return calls.answer(() -> redis.revokeAll(userId), (sessions, failure) -> {
            pending.add("sessions.revokeAll", new PendingRevocation.All(userId));
            return pending(sessions, userId, sessions.revokeAll(userId));
        });
    }

    @Override
    public Revocation revokeOthers(SessionId keep) {
        return calls.answer(() -> redis.revokeOthers(keep), (sessions, failure) -> {
            Optional<SessionId> found = sessions.present(keep);
            SessionId known = found.orElse(keep);
            if (keep.isPossible()) {
                pending.add("sessions.revokeOthers", new PendingRevocation.Others(known, found.isPresent()));
            }
            return pending(sessions, user(known), sessions.revokeOthers(keep));
        });
    }

    private static Revocation pending(MemorySessions sessions, long userId, Revocation done) {
        sessions.tellDegraded(userId);
        return new Revocation(done.ended(), true);
    }

    @Override
    public List<Session> list(long userId) {
        return calls.answer(userId, () -> redis.list(userId), (sessions, failure) -> {
            List<Session> found = sessions.list(userId);
            if (found.isEmpty()) {
                unknown.check("sessions.list", failure, pending.coversAll(userId));
            }
            sessions.tellDegraded(userId);
            return found.stream().map(Session::fromFallback).toList();
        });
    }

    @Override
    public long count(long userId) {
        return calls.answer(userId, () -> redis.count(userId), (sessions, failure) -> {
            long live = sessions.count(userId);
            if (live == 0) {
                unknown.check("sessions.count", failure, pending.coversAll(userId));
            }
            sessions.tellDegraded(userId);
            return live;
        });
    }

    @Override
    public long unreadable() {
        return redis.unreadable();
    }

    private static long user(SessionId id, Optional<Session> found) {
        return found.map(Session::userId).orElse(user(id));
    }

    @Override
    public boolean degraded() {
        return breaker.isOpen();
    }

    /** As far as anyone knows. */
    private static long user(SessionId id) {
        return id.userId().orElse(0);
    }
}
