package dev.redkeep.sessions;

import dev.redkeep.core.client.Redis;
import java.util.List;
import java.util.Optional;

/**
 * User sessions, shared by every instance of an application and with services in other languages: byte for byte as
 * Discours or Trackeep documents them, or in a layout that keeps no credential in Redis.
 *
 * <pre>{@code
 * SessionStore sessions = SessionStore.on(redis);
 * Session session = sessions.create(NewSession.of(123, "alice")).session();
 * String cookie = session.id().token().orElseThrow();
 *
 * Optional<Session> found = sessions.findAndTouch(SessionId.of(cookie));
 * sessions.revokeAll(123);
 * }</pre>
 *
 * <p>In Redis each method is one round trip and atomic, unless it says otherwise, and takes its time from the server. A session that was revoked is
 * never seen again, whatever runs at the same time, unless one is created with its token. Safe to share between threads.
 *
 * <p>Beside what each method names, all throw a {@link dev.redkeep.core.client.RedisException} if Redis fails, and an
 * {@link IllegalArgumentException}, before anything is sent, if a name or a value has half a surrogate pair, which UTF-8 cannot
 * say. An id that cannot be of a session, since it is made of any text that a browser sent, is no error: there is none.
 *
 * <p>A session is found without its user's index; {@link #list}, {@link #count}, {@link #revokeAll}, {@link #revokeOthers} and a
 * maximum go by that index. Should Redis lose an index, by eviction for instance, its sessions escape them until their next
 * noted use, by {@link #findAndTouch}, enters them again.
 */
public interface SessionStore {
    /**
     * Keeps sessions as Discours documents them, for thirty days from their last use.
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
     * Keeps sessions as the options say. Where {@linkplain dev.redkeep.core.client.Features#sessions sessions in Redis are
     * switched off} ({@code REDIS_SESSIONS_ENABLED=false}), the store sends nothing: each operation throws a {@link
     * dev.redkeep.core.client.RedisUnavailableException}, and {@link #withFallback} answers from memory alone.
     *
     * @param redis where
     * @param options how
     * @return the store
     * @throws IllegalArgumentException on a Redis Cluster in the documented layout
     */
    static SessionStore on(Redis redis, SessionOptions options) {
        return redis.features().sessions() ? new RedisSessionStore(redis, options) : new SwitchedOffSessionStore();
    }

    /**
     * Keeps sessions in this process: for tests, and as a {@linkplain #withFallback fallback}. They end with it.
     *
     * @param options how; schema and layout mean nothing here
     * @param most how many sessions are kept; at one more, one that was not used for long ends. 1 to 10,000,000
     * @return the store
     * @throws IllegalArgumentException if {@code most} is out of bounds
     */
    static InMemorySessionStore inMemory(SessionOptions options, int most) {
        return new InMemorySessionStore(options, most);
    }

    /**
     * Creates a session. Whoever repeats it after a failure that
     * {@linkplain dev.redkeep.core.client.RedisException#mayHaveRun() may have run}, with a token of their own, can meet
     * the session that the first attempt created.
     *
     * @param session what it will hold
     * @return the session as it is stored, and which ones ended to make room for it
     * @throws SessionExistsException if the key is taken, by a session or by other data; nothing was changed
     * @throws TooManySessionsException if the user has the maximum and the options say to reject; nothing was changed
     */
    Created create(NewSession session);

    /**
     * Finds a session, without putting its end off.
     *
     * @param id what it is found by
     * @return the session; empty if there is none, or it is unreadable and the options say to ignore that
     * @throws UnreadableSessionException if it is unreadable and the options say so
     */
    Optional<Session> find(SessionId id);

    /**
     * Finds a session, notes that it was used, and puts its end off; it writes only if the last use was noted
     * {@link SessionOptions#touchEvery} ago, by the server's clock. It never brings a session back that was revoked or has
     * expired. Where it writes it enters the session into its user's index again, should that be lost.
     *
     * <p>One round trip. In the Discours schema it is a plain read where the use was noted just now, so that it takes a second
     * one where the use is noted: once in {@code touchEvery}. With a {@code touchEvery} below a second it is always one.
     *
     * @param id what it is found by
     * @return the session; empty as for {@link #find}
     * @throws UnreadableSessionException as {@link #find}
     */
    Optional<Session> findAndTouch(SessionId id);

    /**
     * Finds a session as {@link #find}; if there is none, it makes one of what an older service left under the legacy key D3
     * of Discours, {@code {user_id}-{username}-{token}}. The session begins now, is entered into the user's index, and holds
     * as {@link Session#authData} what the older service wrote, if that is a JSON object or array. No maximum is applied. A
     * legacy key goes when it is met here, also if there is a session already: it has no end, and would bring back what was
     * revoked.
     *
     * <p>A legacy key is never written, and nothing else looks for one, since only who knows the name can. So neither {@link
     * #revoke} nor {@link #revokeAll} reaches a legacy key that was never migrated: a call of this method with that token makes
     * a session of it afterwards. Whoever is to be signed out for good needs those keys deleted too.
     *
     * <p>A hyphen in the name is looked for as it is and escaped, another character that {@link
     * SessionKeys#LEGACY_SESSION} escapes only escaped. In memory and in other schemas nothing is left by older services, so
     * that this is {@link #find}.
     *
     * @param userId whose
     * @param username the user's name; not blank, at most 1,024 UTF-16 units
     * @param token any text
     * @return the session; empty as for {@link #find}
     * @throws IllegalArgumentException if the name is out of bounds
     * @throws UnsupportedOperationException on a Cluster, where the legacy key lies in another slot
     * @throws UnreadableSessionException as {@link #find}
     */
    default Optional<Session> migrate(long userId, String username, String token) {
        SessionData.username(username);
        return find(SessionId.of(userId, token));
    }

    /**
     * Changes what a session holds, only if it still lives. Its end is not put off. An update is bounded, and so is a new
     * session; what many updates of one session add up to is the application's to bound.
     *
     * @param id what it is found by
     * @param update what changes
     * @return what was done
     * @throws UnreadableSessionException as {@link #find}
     */
    Updated update(SessionId id, SessionUpdate update);

    /**
     * Gives a session a new token that the library issues: after a log-in, a change of privileges, or when
     * {@link Session#renewalDue} says so. The old one stops, or finds what the session held, read-only, for {@link
     * SessionOptions#rotationGrace}, unless the session ends or is rotated again before. Its end is not put off. Of two
     * rotations at once one wins.
     *
     * @param id what it is found by now
     * @return the session with its new id; empty if there is none under the old one any more
     * @throws UnreadableSessionException as {@link #find}
     */
    Optional<Session> rotate(SessionId id);

    /**
     * Gives a session a new token of the application's own, as {@link #rotate(SessionId)}.
     *
     * @param id what it is found by now
     * @param newToken not blank, at most 8,192 UTF-16 units, another than the old
     * @return the session with its new id; empty if there is none under the old one any more
     * @throws IllegalArgumentException if the token is out of bounds or the old one
     * @throws SessionExistsException if the new key is taken; nothing was changed
     * @throws UnreadableSessionException as {@link #find}
     */
    Optional<Session> rotate(SessionId id, String newToken);

    /**
     * Ends a session. That there is none is no error.
     *
     * @param id what it is found by, also by the token it had before a rotation, in the grace after that
     * @return how many ended, 0 or 1
     */
    Revocation revoke(SessionId id);

    /**
     * Ends all of a user's sessions: signs out everywhere. Its cost grows with the number of sessions.
     *
     * @param userId whose
     * @return how many ended
     */
    Revocation revokeAll(long userId);

    /**
     * Ends all of a user's sessions but one: signs out everywhere else. Nothing ends unless the one to keep lives, so that an
     * id that someone made up signs nobody out. Its cost grows with the number of sessions.
     *
     * @param keep the one that goes on, found as in {@link #revoke}
     * @return how many ended; 0 too if the one to keep does not live
     */
    Revocation revokeOthers(SessionId keep);

    /**
     * Lists a user's sessions, and prunes what has expired from the index. Its cost grows with the number of sessions.
     *
     * @param userId whose
     * @return the sessions, the one whose use was noted last first; without those that are unreadable, if the options
     *     say to ignore them
     * @throws UnreadableSessionException if one is unreadable and the options say so
     */
    List<Session> list(long userId);

    /**
     * Counts a user's sessions, and prunes what has expired from the index.
     *
     * @param userId whose
     * @return how many live, from 0
     */
    long count(long userId);

    /**
     * Whether this store answers from its {@linkplain #withFallback fallback} now, since Redis is away. It may change with the
     * next call. Counts, and lists and look-ups that find nothing, have no flag of their own: where it is true after such a
     * call, memory may have answered, which knows only what was made meanwhile.
     *
     * @return true if it does; false where there is no fallback
     */
    default boolean degraded() {
        return false;
    }

    /**
     * How many sessions this store met that it could not read, since it was built.
     *
     * @return a count
     */
    long unreadable();

    /**
     * As {@link #withFallback(InMemorySessionStore, FallbackOptions)}, with the defaults.
     *
     * @param memory what answers meanwhile, for this store alone
     * @return both
     */
    default SessionStore withFallback(InMemorySessionStore memory) {
        return withFallback(memory, FallbackOptions.defaults());
    }

    /**
     * This store, with another that answers while Redis is away: after a failure to reach it, or a time-out, a breaker answers
     * from memory within microseconds, and now and then one caller looks whether Redis is back. It then does there what was
     * revoked, and carries over or drops the sessions made meanwhile, for 50 ms and one deadline; then the next caller goes on.
     * From then on Redis answers for what memory does not know, unless a revocation of it still waits; when nothing is left, for
     * all.
     *
     * <p>What memory answers says so: {@link Session#degraded}, {@link Updated#degraded}, {@link Revocation#pending},
     * {@link SessionEvent.Kind#DEGRADED}, and {@link #degraded} for what is counted or not found. It knows only what was made meanwhile; see {@link FallbackOptions.Unknown}. With some
     * 300,000 revocations waiting, another fails and does nothing, unless memory alone has the session. What waits is lost if
     * this process ends.
     *
     * <p>A revocation that Redis refuses when it is back, for want of a permission for instance, keeps nobody from being
     * served. It waits on, within the same bound, and each {@link FallbackOptions#probeEvery} one caller tries it again. A
     * session that was to end by it is gone for this store at once; where a revocation of all or all others waits so, their
     * sessions are found until then, and those made until then end too.
     *
     * @param memory what answers meanwhile, for this store alone; its listener is told of what is degraded
     * @param options how
     * @return both
     */
    default SessionStore withFallback(InMemorySessionStore memory, FallbackOptions options) {
        return new FallbackSessionStore(this, memory, options);
    }
}
