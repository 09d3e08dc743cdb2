package dev.redkeep.sessions;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The hash of a session, field for field as Discours documents it. */
final class SessionFields {
    private static final String USER_ID = "user_id";
    private static final String USERNAME = "username";
    private static final String TOKEN_TYPE = "token_type";
    private static final String CREATED_AT = "created_at";
    private static final String LAST_ACTIVITY = "last_activity";
    private static final String AUTH_DATA = "auth_data";
    private static final String DEVICE_INFO = "device_info";
    private static final String SESSION = "session";

    private SessionFields() {}

    /** What a client knows; the script adds the two times. */
    static Map<String, String> of(NewSession session) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(USER_ID, Long.toString(session.userId()));
        fields.put(USERNAME, session.username());
        fields.put(TOKEN_TYPE, SESSION);
        session.authData().ifPresent(json -> fields.put(AUTH_DATA, json));
        session.deviceInfo().ifPresent(json -> fields.put(DEVICE_INFO, json));
        return fields;
    }

    /**
     * The session in a hash that any service may have written; empty if the fields contradict the key or hold no times.
     * The document's own example leaves most fields out, so only the time of creation is asked for.
     */
    static Optional<Session> read(long userId, String token, Map<String, String> fields) {
        Instant created = seconds(fields.get(CREATED_AT));
        Instant active = fields.containsKey(LAST_ACTIVITY) ? seconds(fields.get(LAST_ACTIVITY)) : created;
        boolean mine = fields.getOrDefault(USER_ID, Long.toString(userId)).equals(Long.toString(userId))
                && fields.getOrDefault(TOKEN_TYPE, SESSION).equals(SESSION);
        if (created == null || active == null || !mine) {
            return Optional.empty();
        }
        return Optional.of(new Session(
                userId,
                token,
                Optional.ofNullable(fields.get(USERNAME)),
                created,
                active,
                Optional.ofNullable(fields.get(AUTH_DATA)),
                Optional.ofNullable(fields.get(DEVICE_INFO))));
    }

    private static @Nullable Instant seconds(@Nullable String text) {
        try {
            return text == null ? null : Instant.ofEpochSecond(Long.parseLong(text));
        } catch (NumberFormatException | DateTimeException noTime) {
            return null;
        }
    }
}
