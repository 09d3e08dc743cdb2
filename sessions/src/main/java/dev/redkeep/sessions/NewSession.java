package dev.redkeep.sessions;

import dev.redkeep.sessions.bound.Bounds;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A session to be created. Immutable; each method gives a copy.
 *
 * <pre>{@code
 * NewSession.of(123, "alice").deviceInfo("{\"browser\":\"Firefox\"}")
 * }</pre>
 */
public final class NewSession {
    private final long userId;
    private final String username;
    private final Optional<String> token;
    private final Map<String, String> attributes;
    private final Optional<String> authData;
    private final Optional<String> deviceInfo;
    private final Duration age;
    private final long version;

    private NewSession(
            long userId,
            String username,
            Optional<String> token,
            Map<String, String> attributes,
            Optional<String> authData,
            Optional<String> deviceInfo,
            Duration age,
            long version) {
        this.userId = userId;
        this.username = username;
        this.token = token;
        this.attributes = attributes;
        this.authData = authData;
        this.deviceInfo = deviceInfo;
        this.age = age;
        this.version = version;
    }

    /**
     * Begins with what every session has. Unless a {@linkplain #token token} is given, the library issues one: the user's
     * id for routing, and 256 bits of {@link java.security.SecureRandom}.
     *
     * @param userId whose it is
     * @param username the user's name; not blank, at most 1,024 UTF-16 units
     * @return the session to be
     * @throws IllegalArgumentException if the name is out of bounds
     */
    public static NewSession of(long userId, String username) {
        return new NewSession(
                userId,
                SessionData.username(username),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                0);
    }

    /**
     * Sets a token of the application's own, such as a JWT. It must be unguessable.
     *
     * @param value not blank, at most 8,192 UTF-16 units
     * @return a copy with it
     * @throws IllegalArgumentException if it is out of bounds
     */
    public NewSession token(String value) {
        return new NewSession(
                userId,
                username,
                Optional.of(SessionId.checkToken("token", value)),
                attributes,
                authData,
                deviceInfo,
                age,
                version);
    }

    /**
     * Adds an attribute.
     *
     * @param name 1 to 128 UTF-16 units, not blank
     * @param value at most 65,536 UTF-16 units
     * @return a copy with it
     * @throws IllegalArgumentException if the name or the value is out of bounds, or these are more than 1,000 attributes, or
     *     their names and values have more than 1,048,576 UTF-16 units
     */
    public NewSession attribute(String name, String value) {
        SessionData.checkAttribute(name, value);
        Map<String, String> more = new LinkedHashMap<>(attributes);
        more.put(name, value);
        SessionData.checkAttributes(more.keySet(), more.values().stream());
        return new NewSession(userId, username, token, more, authData, deviceInfo, age, version);
    }

    /**
     * Adds what the log-in told.
     *
     * @param json JSON text of at most 64 KiB, other than {@code null}
     * @return a copy with it
     * @throws IllegalArgumentException if it is no JSON, or too large
     */
    public NewSession authData(String json) {
        return new NewSession(
                userId,
                username,
                token,
                attributes,
                Optional.of(Bounds.json("authData", json)),
                deviceInfo,
                age,
                version);
    }

    /**
     * Adds what is known of the device.
     *
     * @param json JSON text of at most 64 KiB, other than {@code null}
     * @return a copy with it
     * @throws IllegalArgumentException if it is no JSON, or too large
     */
    public NewSession deviceInfo(String json) {
        return new NewSession(
                userId,
                username,
                token,
                attributes,
                authData,
                Optional.of(Bounds.json("deviceInfo", json)),
                age,
                version);
    }

    /** One that a memory gives away. It goes on counting its age and its version. */
    static NewSession carriedOver(MemorySession session, Duration age) {
        return new NewSession(
                session.userId,
                session.username,
                Optional.of(session.token()),
                Map.copyOf(session.attributes()),
                session.authData(),
                session.deviceInfo(),
                age,
                session.version());
    }

    long userId() {
        return userId;
    }

    String username() {
        return username;
    }

    /** The application's, or a new one at each call. */
    SessionId issue() {
        return SessionId.of(userId, token.orElseGet(() -> SessionTokens.issue(userId)));
    }

    Map<String, String> attributes() {
        return attributes;
    }

    Optional<String> authData() {
        return authData;
    }

    Optional<String> deviceInfo() {
        return deviceInfo;
    }

    /** How long ago it was created; zero unless it is carried over. */
    Duration age() {
        return age;
    }

    /** How often it was updated; zero unless it is carried over. */
    long version() {
        return version;
    }

    /**
     * Tells whose session it will be, never the token or the data.
     *
     * @return such as {@code NewSession[userId=123]}
     */
    @Override
    public String toString() {
        return "NewSession[userId=" + userId + "]";
    }
}
