package dev.redkeep.sessions;

import dev.redkeep.sessions.SessionEvent.Kind;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sessions of a memory that have not ended. What has is removed when it is met. What happens is remembered until it can be
 * told. Not safe to share between threads.
 */
final class LiveSessions {
    /**
     * What an id leads to.
     *
     * @param trace what is seen of it by the token it had before a rotation; empty if the id is its own
     */
    record Found(MemorySession session, Optional<Session> trace) {
        boolean readOnly() {
            return trace.isPresent();
        }

        Session read() {
            return trace.orElseGet(() -> session.read(false, false));
        }
    }

    private final SessionOptions options;
    private final InstantSource clock;
    private final MemoryTokens tokens;
    private List<SessionEvent> events = new ArrayList<>();

    LiveSessions(SessionOptions options, int most, InstantSource clock) {
        this.options = options;
        this.clock = clock;
        this.tokens = new MemoryTokens(most);
    }

    SessionOptions options() {
        return options;
    }

    long now() {
        return clock.millis();
    }

    /** Without regard to what has ended. */
    MemoryTokens tokens() {
        return tokens;
    }

    Optional<Found> at(SessionId id, long now) {
        return Optional.of(id)
                .filter(token -> !token.isListed())
                .flatMap(token -> at(token.text(), now))
                .filter(found -> id.userId().orElse(found.session().userId) == found.session().userId);
    }

    Optional<Found> at(String token, long now) {
        return tokens.byToken(token)
                .map(session -> new Found(session, Optional.empty()))
                .or(() -> tokens.trace(token, now).map(trace -> new Found(trace.session(), Optional.of(trace.copy()))))
                .filter(found -> !pruned(found.session(), now));
    }

    /** A user's, the one whose use was noted longest ago first. */
    List<MemorySession> of(long userId, long now) {
        return tokens.of(userId).stream()
                .filter(session -> !pruned(session, now))
                .toList();
    }

    /** The one whose use was noted longest ago. Without an absolute end, those that have ended are the eldest. */
    Optional<MemorySession> eldest(long now) {
        Optional<MemorySession> eldest = tokens.eldest();
        while (eldest.filter(session -> pruned(session, now)).isPresent()) {
            eldest = tokens.eldest();
        }
        return eldest;
    }

    private boolean pruned(MemorySession session, long now) {
        boolean ended = session.hasEnded(options, now);
        if (ended) {
            end(Kind.PRUNED, session);
        }
        return ended;
    }

    void end(Kind why, MemorySession session) {
        tokens.remove(session);
        tell(why, session.userId, 1);
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
