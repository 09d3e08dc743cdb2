package dev.redkeep.sessions;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Sessions in this process; see {@link SessionStore#inMemory}. A session is found by its token alone, so that two users
 * cannot have the same one; where the id names a user too, it must be that user's.
 *
 * <p>Safe to share between threads; each operation is atomic, takes microseconds, and waits for no other thread for longer.
 * It has no thread of its own: what has expired is removed when it is met, or when room is needed.
 */
public final class InMemorySessionStore implements SessionStore {
    private static final int LARGEST = 10_000_000;

    private final Lock lock = new ReentrantLock();
    private final LiveSessions live;
    private final MemorySessions sessions;
    private final DepartingSessions departing;
    private final GuardedSessionListener listener;

    InMemorySessionStore(SessionOptions options, int most) {
        this(options, most, InstantSource.system());
    }

    InMemorySessionStore(SessionOptions options, int most, InstantSource clock) {
        if (most < 1 || most > LARGEST) {
            throw new IllegalArgumentException("most must be from 1 to 10,000,000");
        }
        this.live = new LiveSessions(options, most, clock);
        this.sessions = new MemorySessions(live);
        this.departing = new DepartingSessions(live);
        this.listener = new GuardedSessionListener(options.listener());
    }

    @Override
    public Created create(NewSession session) {
        return locked(memory -> memory.create(session));
    }

    @Override
    public Optional<Session> find(SessionId id) {
        return locked(memory -> memory.find(id));
    }

    @Override
    public Optional<Session> findAndTouch(SessionId id) {
        return locked(memory -> memory.findAndTouch(id));
    }

    @Override
    public Updated update(SessionId id, SessionUpdate update) {
        return locked(memory -> memory.update(id, update));
    }

    @Override
    public Optional<Session> rotate(SessionId id) {
        return locked(memory -> memory.rotate(id, Optional.empty()));
    }

    @Override
    public Optional<Session> rotate(SessionId id, String newToken) {
        id.checkOther(newToken);
        return locked(memory -> memory.rotate(id, Optional.of(newToken)));
    }

    @Override
    public Revocation revoke(SessionId id) {
        return locked(memory -> memory.revoke(id));
    }

    @Override
    public Revocation revokeAll(long userId) {
        return locked(memory -> memory.revokeAll(userId));
    }

    @Override
    public Revocation revokeOthers(SessionId keep) {
        return locked(memory -> memory.revokeOthers(keep));
    }

    @Override
    public List<Session> list(long userId) {
        return locked(memory -> memory.list(userId));
    }

    @Override
    public long count(long userId) {
        return locked(memory -> memory.count(userId));
    }

    /**
     * Nothing here can be unreadable.
     *
     * @return 0
     */
    @Override
    public long unreadable() {
        return 0;
    }

    /** Only under the lock. */
    DepartingSessions departing() {
        return departing;
    }

    /** Does several steps as one, and tells the listener of them after it. The steps must not wait for anything. */
    <R> R locked(Function<MemorySessions, R> steps) {
        List<SessionEvent> events = List.of();
        try {
            lock.lock();
            try {
                return steps.apply(sessions);
            } finally {
                events = live.takeEvents();
                lock.unlock();
            }
        } finally {
            events.forEach(event -> listener.tell(event.kind(), event.userId(), event.count()));
        }
    }
}
