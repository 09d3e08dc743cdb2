package dev.redkeep.sessions;

import static dev.redkeep.sessions.SessionEvent.Kind.CREATED;
import static dev.redkeep.sessions.SessionEvent.Kind.EVICTED;
import static dev.redkeep.sessions.SessionEvent.Kind.PRUNED;
import static dev.redkeep.sessions.SessionEvent.Kind.REVOKED;
import static dev.redkeep.sessions.SessionEvent.Kind.ROTATED;
import static dev.redkeep.sessions.SessionEvent.Kind.TOUCHED;

import dev.redkeep.core.client.Redis;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;

/** Sessions in Redis: each method runs one script of the layout. */
final class RedisSessionStore implements SessionStore {
    private static final Revocation NONE = new Revocation(0, false);

    private final Redis redis;
    private final SessionOptions options;
    private final SessionLayout layout;
    private final SessionCalls calls;
    private final RecentSessions recent;
    private final GuardedSessionListener listener;
    private final LongAdder unreadable = new LongAdder();

    RedisSessionStore(Redis redis, SessionOptions options) {
        this.redis = redis;
        this.options = options;
        this.layout = SessionLayout.of(options, redis);
        this.calls = new SessionCalls(layout, options);
        this.recent = new RecentSessions(redis, layout, options, System::nanoTime);
        this.listener = new GuardedSessionListener(options.listener());
    }

    @Override
    public Created create(NewSession session) {
        long user = session.userId();
        SessionId id = session.issue();
        SessionReplies.Made made = redis.run(calls.create(id, session));
        listener.tell(PRUNED, user, made.pruned());
        if (made.outcome() == SessionReplies.Made.TAKEN) {
            throw new SessionExistsException();
        } else if (made.outcome() == SessionReplies.Made.REFUSED) {
            throw new TooManySessionsException(options.maximum().orElseThrow());
        }
        listener.tell(EVICTED, user, made.evicted().size());
        listener.tell(CREATED, user, 1);
        return new Created(
                SessionFields.created(id, session, made.createdAt(), made.now()),
                made.evicted().stream()
                        .map(member -> layout.listed(user, member))
                        .toList());
    }

    @Override
    public Optional<Session> find(SessionId id) {
        return layout.mayHave(id) ? session(id, redis.run(calls.find(id))) : Optional.empty();
    }

    @Override
    public Optional<Session> findAndTouch(SessionId id) {
        checkToken(id);
        if (!layout.mayHave(id)) {
            return Optional.empty();
        }
        SessionReplies.Found found = recent.touch(id);
        if (found.outcome() == SessionReplies.Outcome.DONE && found.noted() > 0) {
            listener.tell(TOUCHED, SessionFields.user(id, found), 1);
        } else if (found.outcome() == SessionReplies.Outcome.PREVENTED) {
            listener.tell(PRUNED, SessionFields.user(id, found), 1);
        }
        return session(id, found);
    }

    @Override
    public Optional<Session> migrate(long userId, String username, String token) {
        if (options.schema() != SessionSchema.DISCOURS) {
            return SessionStore.super.migrate(userId, username, token);
        }
        if (redis.cluster()) {
            throw new UnsupportedOperationException(
                    SessionKeys.LEGACY_SESSION + " lies in another slot of the Cluster than the session: use find");
        }
        SessionId id = SessionId.of(userId, token);
        String name = SessionData.username(username);
        if (!layout.mayHave(id)) {
            return Optional.empty();
        }
        SessionReplies.Found found = redis.run(calls.migrate(userId, name, id));
        listener.tell(CREATED, userId, found.noted() > 0 ? 1 : 0);
        return session(id, found);
    }

    @Override
    public Updated update(SessionId id, SessionUpdate update) {
        checkToken(id);
        if (!layout.mayHave(id)) {
            return new Updated.Gone(false);
        }
        SessionReplies.Changed changed = redis.run(calls.update(id, update));
        return switch (changed.outcome()) {
            case ABSENT -> new Updated.Gone(false);
            case UNREADABLE -> {
                met();
                yield new Updated.Gone(false);
            }
            case READ_ONLY -> new Updated.ReadOnly(false);
            case PREVENTED -> new Updated.Conflict(changed.version(), false);
            case DONE -> new Updated.Done(changed.version(), false);
        };
    }

    @Override
    public Optional<Session> rotate(SessionId id) {
        if (!layout.mayHave(id)) {
            return Optional.empty();
        }
        OptionalLong user = layout.user(id);
        return rotate(id, user.isPresent() ? SessionTokens.issue(user.getAsLong()) : SessionTokens.secret());
    }

    @Override
    public Optional<Session> rotate(SessionId id, String newToken) {
        checkToken(id);
        id.checkOther(newToken);
        if (!layout.mayHave(id)) {
            return Optional.empty();
        }
        OptionalLong user = layout.user(id);
        SessionId next = user.isPresent() ? SessionId.of(user.getAsLong(), newToken) : SessionId.of(newToken);
        SessionReplies.Found found = redis.run(calls.rotate(id, next));
        if (found.outcome() == SessionReplies.Outcome.PREVENTED) {
            throw new SessionExistsException();
        }
        Optional<Session> session = session(next, found);
        session.ifPresent(rotated -> listener.tell(ROTATED, rotated.userId(), 1));
        return session;
    }

    @Override
    public Revocation revoke(SessionId id) {
        return layout.mayHave(id) ? revoked(redis.run(calls.revoke(id))) : NONE;
    }

    @Override
    public Revocation revokeAll(long userId) {
        return revoked(redis.run(calls.revokeAll(userId)));
    }

    @Override
    public Revocation revokeOthers(SessionId keep) {
        return layout.mayHave(keep) ? revoked(redis.run(calls.revokeOthers(keep))) : NONE;
    }

    private Revocation revoked(SessionReplies.Ended ended) {
        ended.user().ifPresent(user -> listener.tell(REVOKED, user, ended.count()));
        return new Revocation((int) ended.count(), false);
    }

    @Override
    public List<Session> list(long userId) {
        SessionReplies.Listed listed = redis.run(calls.list(userId));
        listener.tell(PRUNED, userId, listed.pruned());
        return listed.sessions().stream()
                .flatMap(entry -> session(layout.listed(userId, entry.member()), entry.found()).stream())
                .sorted(Comparator.comparing(Session::lastActivity).reversed())
                .toList();
    }

    @Override
    public long count(long userId) {
        SessionReplies.Counted counted = redis.run(calls.count(userId));
        listener.tell(PRUNED, userId, counted.pruned());
        return counted.live();
    }

    @Override
    public long unreadable() {
        return unreadable.sum();
    }

    private Optional<Session> session(SessionId id, SessionReplies.Found found) {
        return switch (found.outcome()) {
            case ABSENT, PREVENTED, READ_ONLY -> Optional.empty();
            case UNREADABLE -> {
                met();
                yield Optional.empty();
            }
            case DONE -> Optional.of(SessionFields.read(id, found));
        };
    }

    /** Who sees a list must not become who is in it: a rotation would even hand out a token. */
    private static void checkToken(SessionId id) {
        if (id.isListed()) {
            throw new IllegalArgumentException(
                    "id must have its token: by one that was listed a session is found and revoked");
        }
    }

    /** Something that is no session. */
    private void met() {
        unreadable.increment();
        if (options.unreadable() == SessionOptions.Unreadable.FAIL) {
            throw new UnreadableSessionException(layout.sessions());
        }
    }
}
