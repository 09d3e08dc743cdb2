package dev.redkeep.sessions;

import dev.redkeep.sessions.SessionEvent.Kind;
import java.time.Duration;
import java.util.Optional;

/** Sessions that leave a memory for another store. Not safe to share between threads. */
final class DepartingSessions {
    /** A session, and what it was when it was copied. */
    record Departing(MemorySession original, NewSession copy, SessionUpdate changes) {}

    private final LiveSessions live;

    DepartingSessions(LiveSessions live) {
        this.live = live;
    }

    /** The next to go; it stays until it is {@link #forget forgotten} or {@link #evict evicted}. */
    Optional<Departing> next() {
        long now = live.now();
        Optional<MemorySession> eldest = live.eldest(now);
        eldest.ifPresent(MemorySession::mayBeElsewhere);
        return eldest.map(session -> new Departing(
                session,
                NewSession.carriedOver(session, Duration.ofMillis(Math.max(0, now - session.createdAt))),
                session.version() == 0 ? SessionUpdate.none() : session.changes()));
    }

    /** Lets it go without a word, unless it changed since it was copied: then its new state is still to be carried. */
    boolean forget(Departing session) {
        boolean same = isThere(session)
                && session.original().version() == session.copy().version();
        if (same) {
            live.tokens().remove(session.original());
        }
        return same;
    }

    /** Ends it, since there is no place for it elsewhere. */
    boolean evict(Departing session) {
        boolean there = isThere(session);
        if (there) {
            live.end(Kind.EVICTED, session.original());
        }
        return there;
    }

    void evictAll() {
        live.tokens().all().forEach(session -> live.end(Kind.EVICTED, session));
    }

    private boolean isThere(Departing session) {
        return live.tokens()
                .byToken(session.copy().issue().text())
                .filter(session.original()::equals)
                .isPresent();
    }
}
