package dev.redkeep.sessions;

import dev.redkeep.sessions.SessionEvent.Kind;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What {@link InMemorySessionStore} does under its lock; the events wait until it lets go. Not safe to share otherwise. */
final class MemorySessions {
    /** What an id leads to. */
    private record Found(MemorySession session, boolean readOnly) {}

    private final SessionOptions options;
    private final InstantSource clock;
    private final MemoryTokens tokens;
    private List<SessionEvent> events = new ArrayList<>();

    MemorySessions(SessionOptions options, int most, InstantSource clock) {
        this.options = options;
        this.clock = clock;
        this.tokens = new MemoryTokens(most);
    }

    Created create(NewSession wanted) {
        long now = clock.millis();
        pruneEldest(now);
        String token = wanted.issue().text();
        refuseTaken(token, now);
        List<SessionId> evicted = makeRoom(wanted.userId(), now);
        MemorySession session = new MemorySession(wanted, token, now);
        tokens.add(session);
        tell(Kind.CREATED, session.userId, 1);
        return new Created(session.read(false, false), evicted);
    }

    private void refuseTaken(String token, long now) {
        if (at(token, now).isPresent()) {
            throw new SessionExistsException();
        }
    }

    private List<SessionId> makeRoom(long userId, long now) {
        List<SessionId> evicted = new ArrayList<>();
        int maximum = options.maximum().orElse(Integer.MAX_VALUE);
        if (tokens.count(userId) >= maximum) {
            List<MemorySession> live = live(userId, now);
            if (live.size() >= maximum && options.excess() == SessionOptions.Excess.REJECT) {
                throw new TooManySessionsException(maximum);
            }
            live.subList(0, Math.max(0, live.size() - maximum + 1))
                    .forEach(oldest -> evicted.addAll(evict(oldest, userId)));
        }
        while (tokens.isFull()) {
            evicted.addAll(evict(tokens.eldest().orElseThrow(), userId));
        }
        return evicted;
    }

    /** Its id, if it is this user's. */
    private Collection<SessionId> evict(MemorySession session, long userId) {
        tokens.remove(session);
        tell(Kind.EVICTED, session.userId, 1);
        return session.userId == userId ? List.of(session.id()) : List.of();
    }

    Optional<Session> find(SessionId id) {
        return at(id, clock.millis()).map(found -> found.session().read(false, found.readOnly()));
    }

    Optional<Session> findAndTouch(SessionId id) {
        long now = clock.millis();
        return at(id, now).map(found -> found.readOnly() ? found.session().read(false, true) : touch(found, now));
    }

    private Session touch(Found found, long now) {
        MemorySession session = found.session();
        if (now - session.touchedAt() >= options.touchEvery().toMillis()) {
            tokens.touch(session, now);
            tell(Kind.TOUCHED, session.userId, 1);
        }
        boolean due = options.renewal()
                .filter(after -> now - session.rotatedAt() >= after.toMillis())
                .isPresent();
        return session.read(due, false);
    }

    Updated update(SessionId id, SessionUpdate update) {
        Optional<MemorySession> found = writable(id, clock.millis());
        if (found.isEmpty()) {
            return new Updated.Gone();
        }
        MemorySession session = found.get();
        if (update.version().orElse(session.version()) != session.version()) {
            return new Updated.Conflict(session.version());
        }
        session.update(update);
        return new Updated.Done(session.version(), false);
    }

    /** Without a new token one is issued. */
    Optional<Session> rotate(SessionId id, Optional<String> newToken) {
        long now = clock.millis();
        Optional<MemorySession> found = writable(id, now);
        found.ifPresent(session -> {
            String token = newToken.orElseGet(() -> SessionTokens.issue(session.userId));
            refuseTaken(token, now);
            tokens.rotate(session, token, now, now + options.rotationGrace().toMillis());
            tell(Kind.ROTATED, session.userId, 1);
        });
        return found.map(session -> session.read(false, false));
    }

    /** An old token ends its session too: whoever signs out with it must be signed out. */
    Revocation revoke(SessionId id) {
        return end(at(id, clock.millis()).map(Found::session).stream().toList());
    }

    Revocation revokeAll(long userId) {
        return end(live(userId, clock.millis()));
    }

    Revocation revokeOthers(SessionId keep) {
        long now = clock.millis();
        Optional<MemorySession> kept = at(keep, now).map(Found::session);
        return kept.map(session -> end(live(session.userId, now).stream()
                        .filter(Predicate.not(session::equals))
                        .toList()))
                .orElseGet(() ->
                        keep.userId().isPresent() ? revokeAll(keep.userId().getAsLong()) : new Revocation(0, false));
    }

    private Revocation end(List<MemorySession> sessions) {
        sessions.forEach(tokens::remove);
        sessions.stream().findFirst().ifPresent(one -> tell(Kind.REVOKED, one.userId, sessions.size()));
        return new Revocation(sessions.size(), false);
    }

    List<Session> list(long userId) {
        List<Session> sessions = new ArrayList<>();
        live(userId, clock.millis()).forEach(session -> sessions.add(session.read(false, false)));
        Collections.reverse(sessions);
        return sessions;
    }

    long count(long userId) {
        return live(userId, clock.millis()).size();
    }

    private Optional<MemorySession> writable(SessionId id, long now) {
        return at(id, now).filter(found -> !found.readOnly()).map(Found::session);
    }

    private Optional<Found> at(SessionId id, long now) {
        return Optional.of(id)
                .filter(token -> !token.isListed())
                .flatMap(token -> at(token.text(), now))
                .filter(found -> id.userId().orElse(found.session().userId) == found.session().userId);
    }

    private Optional<Found> at(String token, long now) {
        return tokens.byToken(token)
                .map(session -> new Found(session, false))
                .or(() -> tokens.byOldToken(token, now).map(session -> new Found(session, true)))
                .filter(found -> !pruned(found.session(), now));
    }

    private List<MemorySession> live(long userId, long now) {
        return tokens.of(userId).stream()
                .filter(session -> !pruned(session, now))
                .toList();
    }

    private boolean pruned(MemorySession session, long now) {
        boolean ended = session.hasEnded(options, now);
        if (ended) {
            tokens.remove(session);
            tell(Kind.PRUNED, session.userId, 1);
        }
        return ended;
    }

    /** Those that were used longest ago end first, unless their absolute life is shorter; room is made of them too. */
    private void pruneEldest(long now) {
        while (tokens.eldest().filter(session -> pruned(session, now)).isPresent()) {}
    }

    void tell(Kind kind, long userId, int count) {
        events.add(new SessionEvent(kind, userId, count));
    }

    /** What happened since this was asked. */
    List<SessionEvent> takeEvents() {
        if (events.isEmpty()) {
            return List.of();
        }
        List<SessionEvent> taken = events;
        events = new ArrayList<>();
        return taken;
    }
}
