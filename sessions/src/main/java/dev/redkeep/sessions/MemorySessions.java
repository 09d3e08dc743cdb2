package dev.redkeep.sessions;

import dev.redkeep.sessions.SessionEvent.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What {@link InMemorySessionStore} does under its lock. Not safe to share between threads. */
final class MemorySessions {
    private final LiveSessions live;
    private final SessionOptions options;

    MemorySessions(LiveSessions live) {
        this.live = live;
        this.options = live.options();
    }

    Created create(NewSession wanted) {
        long now = live.now();
        String token = wanted.issue().text();
        refuseTaken(token, now);
        List<SessionId> evicted = makeRoom(wanted.userId(), now);
        MemorySession session = new MemorySession(wanted, token, now);
        live.tokens().add(session);
        live.tell(Kind.CREATED, session.userId, 1);
        return new Created(session.read(false, false), evicted);
    }

    /** A creation that failed may have run. */
    void mayBeElsewhere(SessionId id) {
        live.at(id, live.now()).ifPresent(found -> found.session().mayBeElsewhere());
    }

    /** Whether it is here, and surely nowhere else. */
    boolean hasAlone(SessionId id) {
        return live.at(id, live.now())
                .filter(found -> !found.session().isElsewhere())
                .isPresent();
    }

    private void refuseTaken(String token, long now) {
        if (live.at(token, now).isPresent()) {
            throw new SessionExistsException();
        }
    }

    private List<SessionId> makeRoom(long userId, long now) {
        List<SessionId> evicted = new ArrayList<>();
        int maximum = options.maximum().orElse(Integer.MAX_VALUE);
        if (live.tokens().count(userId) >= maximum) {
            List<MemorySession> mine = live.of(userId, now);
            if (mine.size() >= maximum && options.excess() == SessionOptions.Excess.REJECT) {
                throw new TooManySessionsException(maximum);
            }
            for (MemorySession oldest : mine.subList(0, Math.max(0, mine.size() - maximum + 1))) {
                live.end(Kind.EVICTED, oldest);
                evicted.add(oldest.id());
            }
        }
        Optional<MemorySession> eldest = live.eldest(now);
        if (live.tokens().isFull() && eldest.isPresent()) {
            live.end(Kind.EVICTED, eldest.get());
            eldest.filter(session -> session.userId == userId).ifPresent(mine -> evicted.add(mine.id()));
        }
        return evicted;
    }

    Optional<Session> find(SessionId id) {
        return live.at(id, live.now()).map(LiveSessions.Found::read);
    }

    /** By which id the session is found by now, also if this one is from before a rotation. */
    Optional<SessionId> present(SessionId id) {
        return live.at(id, live.now()).map(found -> found.session().id());
    }

    Optional<Session> findAndTouch(SessionId id) {
        long now = live.now();
        return live.at(id, now).map(found -> found.readOnly() ? found.read() : touch(found.session(), now));
    }

    private Session touch(MemorySession session, long now) {
        if (now - session.touchedAt() >= options.touchEvery().toMillis()) {
            live.tokens().touch(session, now);
            live.tell(Kind.TOUCHED, session.userId, 1);
        }
        boolean due = options.renewal()
                .filter(after -> now - session.rotatedAt() >= after.toMillis())
                .isPresent();
        return session.read(due, false);
    }

    Updated update(SessionId id, SessionUpdate update) {
        Optional<LiveSessions.Found> found = live.at(id, live.now());
        if (found.isEmpty()) {
            return new Updated.Gone(false);
        } else if (found.get().readOnly()) {
            return new Updated.ReadOnly(false);
        }
        MemorySession session = found.get().session();
        if (update.version().orElse(session.version()) != session.version()) {
            return new Updated.Conflict(session.version(), false);
        }
        session.update(update);
        return new Updated.Done(session.version(), false);
    }

    /** Without a new token one is issued. */
    Optional<Session> rotate(SessionId id, Optional<String> newToken) {
        long now = live.now();
        Optional<MemorySession> found = writable(id, now);
        found.ifPresent(session -> {
            String token = newToken.orElseGet(() -> SessionTokens.issue(session.userId));
            refuseTaken(token, now);
            live.tokens()
                    .rotate(session, token, now, now + options.rotationGrace().toMillis());
            live.tell(Kind.ROTATED, session.userId, 1);
        });
        return found.map(session -> session.read(false, false));
    }

    /** An old token ends its session too: whoever signs out with it must be signed out. */
    Revocation revoke(SessionId id) {
        return end(live.at(id, live.now()).map(LiveSessions.Found::session).stream()
                .toList());
    }

    Revocation revokeAll(long userId) {
        return end(live.of(userId, live.now()));
    }

    Revocation revokeOthers(SessionId keep) {
        long now = live.now();
        return live.at(keep, now)
                .map(LiveSessions.Found::session)
                .map(kept -> end(live.of(kept.userId, now).stream()
                        .filter(Predicate.not(kept::equals))
                        .toList()))
                .orElse(new Revocation(0, false));
    }

    private Revocation end(List<MemorySession> sessions) {
        sessions.forEach(live.tokens()::remove);
        sessions.stream().findFirst().ifPresent(one -> live.tell(Kind.REVOKED, one.userId, sessions.size()));
        return new Revocation(sessions.size(), false);
    }

    List<Session> list(long userId) {
        List<Session> sessions = new ArrayList<>();
        live.of(userId, live.now()).forEach(session -> sessions.add(session.read(false, false)));
        Collections.reverse(sessions);
        return sessions;
    }

    long count(long userId) {
        return live.of(userId, live.now()).size();
    }

    private Optional<MemorySession> writable(SessionId id, long now) {
        return live.at(id, now).filter(found -> !found.readOnly()).map(LiveSessions.Found::session);
    }

    void tellDegraded(long userId) {
        live.tell(Kind.DEGRADED, userId, 1);
    }
}
