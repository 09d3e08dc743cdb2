package dev.redkeep.sessions;

import static dev.redkeep.core.key.Segment.number;
import static dev.redkeep.core.key.Segment.secret;
import static dev.redkeep.core.key.Segment.text;

import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.key.KeyPattern2;
import dev.redkeep.core.key.KeyPattern3;
import dev.redkeep.core.key.Sensitivity;
import java.time.Duration;
import java.util.List;

/** Where sessions are stored: D1 to D3 of Discours, T1 and T2 of Trackeep, and what the hardened layout has in their place. */
public final class SessionKeys {
    /** D1: a session's fields. */
    public static final KeyPattern2<Long, String> SESSION = KeyPattern.of(
                    "session:{user_id}:{jwt_token}", number().hashTag(), secret())
            .hash()
            .sliding(Duration.ofDays(30))
            .owner("sessions");

    /** D2: a user's live tokens. */
    public static final KeyPattern1<Long> USER_SESSIONS = KeyPattern.of("user_sessions:{user_id}", number().hashTag())
            .set()
            .sliding(Duration.ofDays(30))
            .sensitivity(Sensitivity.SECRET)
            .owner("sessions");

    /**
     * A user's live tokens in the hardened layout, as digests, each scored by the end of its session in Unix milliseconds.
     * It is another key than D2, since it has another type.
     */
    public static final KeyPattern1<Long> USER_SESSIONS_BY_END = KeyPattern.of(
                    "user_sessions_by_end:{user_id}", number().hashTag())
            .sortedSet()
            .sliding(Duration.ofDays(30))
            .owner("sessions");

    /** D3: a session as older services wrote it. A hyphen in the user's name is escaped, since it ends the name. */
    public static final KeyPattern3<Long, String, String> LEGACY_SESSION = KeyPattern.of(
                    "{user_id}-{username}-{token}", number(), text(), secret())
            .string()
            .persistent("written by older services; read and moved here, never written")
            .replacedBy(SESSION.template())
            .owner("sessions");

    /** T1: a session as JSON. */
    public static final KeyPattern1<String> TRACKEEP_SESSION = KeyPattern.of("tk:session:{session_id}", secret())
            .string()
            .sliding(Duration.ofHours(24))
            .owner("sessions");

    /** T2: a user's session ids. */
    public static final KeyPattern1<Long> TRACKEEP_USER_SESSIONS = KeyPattern.of(
                    "tk:user:sessions:{user_id}", number().hashTag())
            .set()
            .sliding(Duration.ofHours(24))
            .sensitivity(Sensitivity.SECRET)
            .owner("sessions");

    /**
     * A session as JSON in the hardened layout: T1 with its user, who is needed to keep what belongs together in one slot of
     * a Cluster.
     */
    public static final KeyPattern2<Long, String> TRACKEEP_USER_SESSION = KeyPattern.of(
                    "tk:user_session:{user_id}:{session_id}", number().hashTag(), secret())
            .string()
            .sliding(Duration.ofHours(24))
            .owner("sessions");

    /** A user's session ids in the hardened layout: to T2 what {@link #USER_SESSIONS_BY_END} is to D2. */
    public static final KeyPattern1<Long> TRACKEEP_USER_SESSIONS_BY_END = KeyPattern.of(
                    "tk:user_sessions_by_end:{user_id}", number().hashTag())
            .sortedSet()
            .sliding(Duration.ofHours(24))
            .owner("sessions");

    /** All of them. */
    public static final List<KeyPattern> ALL = List.of(
            SESSION,
            USER_SESSIONS,
            USER_SESSIONS_BY_END,
            LEGACY_SESSION,
            TRACKEEP_SESSION,
            TRACKEEP_USER_SESSIONS,
            TRACKEEP_USER_SESSION,
            TRACKEEP_USER_SESSIONS_BY_END);

    private SessionKeys() {}
}
