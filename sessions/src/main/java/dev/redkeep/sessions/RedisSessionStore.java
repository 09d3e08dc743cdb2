package dev.redkeep.sessions;

import static dev.redkeep.sessions.SessionKeys.SESSION;
import static dev.redkeep.sessions.SessionKeys.USER_SESSIONS;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisWrongTypeException;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.ttl.TtlPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Sessions by scripts over the documented keys. */
final class RedisSessionStore implements SessionStore {
    private static final Duration DOCUMENTED =
            USER_SESSIONS.facts().ttl().flatMap(TtlPolicy::longest).orElseThrow();

    private final Redis redis;
    private final SessionOptions options;
    /** Never less than the document says: other services' sessions may be in the index, and live longer than ours. */
    private final Duration indexLife;

    private final LongAdder unreadable = new LongAdder();

    RedisSessionStore(Redis redis, SessionOptions options) {
        if (redis.cluster()) {
            throw new IllegalArgumentException("redis must not be a Cluster: in the documented layout " + SESSION
                    + " and " + USER_SESSIONS + " of one user lie in different slots");
        }
        this.redis = redis;
        this.options = options;
        this.indexLife = options.idle().compareTo(DOCUMENTED) > 0 ? options.idle() : DOCUMENTED;
    }

    @Override
    public Session create(NewSession session) {
        long userId = session.userId();
        Instant now = redis.run(SessionScripts.CREATE
                        .on(SESSION.key(userId, session.token()), USER_SESSIONS.key(userId))
                        .arg(options.idle())
                        .arg(indexLife)
                        .arg(session.token())
                        .arg(SESSION.prefix(userId))
                        .args(SessionFields.of(session)))
                .orElseThrow(SessionExistsException::new);
        return new Session(
                userId,
                session.token(),
                Optional.of(session.username()),
                now,
                now,
                session.authData(),
                session.deviceInfo());
    }

    @Override
    public Optional<Session> find(long userId, String token) {
        Key key = SESSION.key(userId, token);
        try {
            return redis.execute("sessions.find", key, commands -> commands.hgetAll(key.bytes()))
                    .filter(fields -> !fields.isEmpty())
                    .flatMap(fields -> read(userId, token, text(fields)));
        } catch (RedisWrongTypeException noHash) {
            return read(userId, token, Map.of());
        }
    }

    @Override
    public Optional<Session> findAndTouch(long userId, String token) {
        Optional<Map<String, String>> fields = redis.run(SessionScripts.TOUCH
                .on(SESSION.key(userId, token), USER_SESSIONS.key(userId))
                .arg(options.idle())
                .arg(indexLife)
                .arg(token));
        boolean absent = fields.filter(Map::isEmpty).isPresent();
        return absent ? Optional.empty() : read(userId, token, fields.orElse(Map.of()));
    }

    @Override
    public List<Session> list(long userId) {
        return redis.run(SessionScripts.LIST.on(USER_SESSIONS.key(userId)).arg(SESSION.prefix(userId))).stream()
                .flatMap(entry -> read(userId, entry.token(), entry.fields()).stream())
                .sorted(Comparator.comparing(Session::lastActivity).reversed())
                .toList();
    }

    @Override
    public Revocation revoke(long userId, String token) {
        return redis.run(SessionScripts.REVOKE
                .on(SESSION.key(userId, token), USER_SESSIONS.key(userId))
                .arg(token));
    }

    @Override
    public Revocation revokeAll(long userId) {
        return redis.run(SessionScripts.REVOKE_ALL.on(USER_SESSIONS.key(userId)).arg(SESSION.prefix(userId)));
    }

    @Override
    public long unreadable() {
        return unreadable.sum();
    }

    /** What is there, as a session; what is there but no hash has no fields. */
    private Optional<Session> read(long userId, String token, Map<String, String> fields) {
        Optional<Session> session = SessionFields.read(userId, token, fields);
        if (session.isEmpty()) {
            unreadable.increment();
            if (options.unreadable() == SessionOptions.Unreadable.FAIL) {
                throw new UnreadableSessionException();
            }
        }
        return session;
    }

    private static Map<String, String> text(Map<byte[], byte[]> fields) {
        Map<String, String> text = new HashMap<>();
        fields.forEach((name, value) ->
                text.put(new String(name, StandardCharsets.UTF_8), new String(value, StandardCharsets.UTF_8)));
        return text;
    }
}
