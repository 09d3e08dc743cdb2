package dev.redkeep.sessions;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What a session's record holds by name: as Discours documents it, and ours beside that. The scripts know these names too. */
final class SessionFields {
    static final String USER_ID = "user_id";
    static final String USERNAME = "username";
    static final String TOKEN_TYPE = "token_type";
    static final String CREATED_AT = "created_at";
    static final String LAST_ACTIVITY = "last_activity";
    static final String AUTH_DATA = "auth_data";
    static final String DEVICE_INFO = "device_info";
    static final String VERSION = "version";
    static final String ROTATED_AT = "rotated_at";
    static final String ROTATED = "rotated";
    static final String ATTRIBUTE = "attr:";

    private SessionFields() {}

    /** What a client knows; the script adds the two times. */
    static Map<String, String> of(NewSession session) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(USER_ID, Long.toString(session.userId()));
        fields.put(USERNAME, session.username());
        fields.put(TOKEN_TYPE, "session");
        session.authData().ifPresent(json -> fields.put(AUTH_DATA, json));
        session.deviceInfo().ifPresent(json -> fields.put(DEVICE_INFO, json));
        session.attributes().forEach((name, value) -> fields.put(ATTRIBUTE + name, value));
        if (session.version() > 0) {
            fields.put(VERSION, Long.toString(session.version()));
        }
        return fields;
    }

    /** What an update sets, or removes where it is empty. */
    static Map<String, Optional<String>> of(SessionUpdate update) {
        Map<String, Optional<String>> fields = new LinkedHashMap<>();
        update.attributes().forEach((name, value) -> fields.put(ATTRIBUTE + name, value));
        update.authData().ifPresent(json -> fields.put(AUTH_DATA, Optional.of(json)));
        update.deviceInfo().ifPresent(json -> fields.put(DEVICE_INFO, Optional.of(json)));
        return fields;
    }

    /** The session of a new record. */
    static Session created(SessionId id, NewSession session, Instant created, Instant now) {
        return new Session(
                id,
                session.userId(),
                Optional.of(session.username()),
                created,
                now,
                created,
                session.version(),
                session.attributes(),
                session.authData(),
                session.deviceInfo(),
                false,
                false,
                false);
    }

    /** The session of a record that the script called readable. */
    static Session read(SessionId id, SessionReplies.Found found) {
        Map<String, String> held = found.held();
        long userId = user(id, found);
        Instant created = seconds(held, CREATED_AT, Instant.EPOCH);
        return new Session(
                id.withUser(userId),
                userId,
                Optional.ofNullable(held.get(USERNAME)),
                created,
                found.noted() > 0 ? Instant.ofEpochSecond(found.noted()) : seconds(held, LAST_ACTIVITY, created),
                seconds(held, ROTATED_AT, created),
                Long.parseLong(held.getOrDefault(VERSION, "0")),
                attributes(held),
                Optional.ofNullable(held.get(AUTH_DATA)),
                Optional.ofNullable(held.get(DEVICE_INFO)),
                found.renewalDue(),
                held.containsKey(ROTATED),
                false);
    }

    /** Whose it is, by its id or its record. */
    static long user(SessionId id, SessionReplies.Found found) {
        OptionalLong routed = id.userId();
        return routed.isPresent()
                ? routed.getAsLong()
                : Long.parseLong(found.held().getOrDefault(USER_ID, ""));
    }

    private static Map<String, String> attributes(Map<String, String> held) {
        Map<String, String> attributes = new HashMap<>();
        held.forEach((name, value) -> {
            if (name.startsWith(ATTRIBUTE)) {
                attributes.put(name.substring(ATTRIBUTE.length()), value);
            }
        });
        return attributes;
    }

    private static Instant seconds(Map<String, String> held, String name, Instant otherwise) {
        String text = held.get(name);
        return text == null ? otherwise : Instant.ofEpochSecond(Long.parseLong(text));
    }
}
