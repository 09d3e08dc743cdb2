package dev.redkeep.sessions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.codec.UnreadableDataException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A session to be created. Immutable; each method gives a copy.
 *
 * <pre>{@code
 * NewSession.of(123, "alice", jwt).deviceInfo("{\"browser\":\"Firefox\"}")
 * }</pre>
 */
public final class NewSession {
    private static final Codec<JsonNode> JSON = Codec.json(JsonNode.class).limitedTo(64 * 1024);
    private static final int MAX_NAME = 1_024;

    private final long userId;
    private final String username;
    private final String token;
    private final Optional<String> authData;
    private final Optional<String> deviceInfo;

    private NewSession(
            long userId, String username, String token, Optional<String> authData, Optional<String> deviceInfo) {
        this.userId = userId;
        this.username = username;
        this.token = token;
        this.authData = authData;
        this.deviceInfo = deviceInfo;
    }

    /**
     * Begins with what every session has.
     *
     * @param userId whose it is
     * @param username the user's name; not blank, at most 1,024 UTF-16 units
     * @param token what it is found by, such as a JWT; not blank, at most 8,192 UTF-16 units. It must be unguessable
     * @return the session to be
     * @throws IllegalArgumentException if the name is out of bounds; the token is looked at when the session is created
     */
    public static NewSession of(long userId, String username, String token) {
        if (username.isBlank() || username.length() > MAX_NAME) {
            throw new IllegalArgumentException(
                    "username must not be blank and have at most " + MAX_NAME + " characters");
        }
        return new NewSession(userId, username, token, Optional.empty(), Optional.empty());
    }

    /**
     * Adds what the log-in told.
     *
     * @param json JSON text of at most 64 KiB, other than {@code null}
     * @return a copy with it
     * @throws IllegalArgumentException if it is no JSON, or too large
     */
    public NewSession authData(String json) {
        return new NewSession(userId, username, token, Optional.of(checked("authData", json)), deviceInfo);
    }

    /**
     * Adds what is known of the device.
     *
     * @param json JSON text of at most 64 KiB, other than {@code null}
     * @return a copy with it
     * @throws IllegalArgumentException if it is no JSON, or too large
     */
    public NewSession deviceInfo(String json) {
        return new NewSession(userId, username, token, authData, Optional.of(checked("deviceInfo", json)));
    }

    private static String checked(String name, String json) {
        try {
            JSON.decode(json.getBytes(StandardCharsets.UTF_8));
            return json;
        } catch (UnreadableDataException noJson) {
            throw new IllegalArgumentException(name + " must be JSON of at most 64 KiB: " + noJson.reason());
        }
    }

    long userId() {
        return userId;
    }

    String username() {
        return username;
    }

    String token() {
        return token;
    }

    Optional<String> authData() {
        return authData;
    }

    Optional<String> deviceInfo() {
        return deviceInfo;
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
