package dev.redkeep.sessions;

import dev.redkeep.core.client.Redis;
import java.util.List;
import java.util.Optional;

/**
 * User sessions in Redis, shared by every instance of an application and with services in other languages: a hash for
 * each session and a set of tokens for each user, byte for byte as Discours documents them (D1, D2).
 *
 * <pre>{@code
 * SessionStore sessions = SessionStore.on(redis);
 * sessions.create(NewSession.of(123, "alice", jwt));
 * Optional<Session> session = sessions.findAndTouch(123, jwt);
 * sessions.revokeAll(123);
 * }</pre>
 *
 * <p>Each method is one round trip and atomic, and takes its time from the server. A session that was revoked is never
 * seen again, whatever runs at the same time, unless one is created with its token. Safe to share between threads.
 *
 * <p>Beside what each method names, all throw a {@link dev.redkeep.core.client.RedisException} if Redis fails, and an
 * {@link IllegalArgumentException}, before anything is sent, if a token is blank or has more than 8,192 UTF-16 units.
 */
public interface SessionStore {
    /**
     * Keeps sessions for thirty days from their last use, as the document says.
     *
     * @param redis where
     * @return the store
     * @throws IllegalArgumentException on a Redis Cluster, where the documented layout puts a session and its user's
     *     index into different slots
     */
    static SessionStore on(Redis redis) {
        return on(redis, SessionOptions.defaults());
    }

    /**
     * Keeps sessions as the options say.
     *
     * @param redis where
     * @param options how
     * @return the store
     * @throws IllegalArgumentException on a Redis Cluster, where the documented layout puts a session and its user's
     *     index into different slots
     */
    static SessionStore on(Redis redis, SessionOptions options) {
        return new RedisSessionStore(redis, options);
    }

    /**
     * Creates a session. Up to ten dead tokens are pruned from the user's index on the way. Whoever repeats it after a
     * failure that {@linkplain dev.redkeep.core.client.RedisException#mayHaveRun() may have run} can meet the session that
     * the first attempt created.
     *
     * @param session what it will hold
     * @return the session as it is stored
     * @throws SessionExistsException if the key is taken, by a session or by other data; nothing was changed
     */
    Session create(NewSession session);

    /**
     * Finds a session, without putting its end off.
     *
     * @param userId whose it is
     * @param token its token
     * @return the session; empty if there is none, or it is unreadable and the options say to ignore that
     * @throws UnreadableSessionException if it is unreadable and the options say so
     */
    Optional<Session> find(long userId, String token);

    /**
     * Finds a session, notes that it was used, and puts its end off. It never brings a session back that was revoked or
     * has expired.
     *
     * @param userId whose it is
     * @param token its token
     * @return the session with its new last activity; empty as for {@link #find}
     * @throws UnreadableSessionException as {@link #find}
     */
    Optional<Session> findAndTouch(long userId, String token);

    /**
     * Lists a user's sessions, and prunes the dead tokens from the index. Its cost grows with the number of sessions.
     *
     * @param userId whose
     * @return the sessions, the one that was used last first; without those that are unreadable, if the options say to
     *     ignore them
     * @throws UnreadableSessionException if one is unreadable and the options say so
     */
    List<Session> list(long userId);

    /**
     * Ends a session. That there is none is no error.
     *
     * @param userId whose it is
     * @param token its token
     * @return how many ended, 0 or 1
     */
    Revocation revoke(long userId, String token);

    /**
     * Ends all of a user's sessions that the index lists: signs out everywhere. Its cost grows with the number of sessions.
     *
     * @param userId whose
     * @return how many ended
     */
    Revocation revokeAll(long userId);

    /**
     * How many sessions this store met that it could not read, since it was built.
     *
     * @return a count
     */
    long unreadable();
}
