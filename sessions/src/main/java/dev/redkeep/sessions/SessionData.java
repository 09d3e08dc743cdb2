package dev.redkeep.sessions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.codec.UnreadableDataException;
import java.nio.charset.StandardCharsets;

/** The bounds of what applications put into a session. */
final class SessionData {
    static final int MAX_NAME = 1_024;
    private static final int MAX_ATTRIBUTE_NAME = 128;
    private static final int MAX_ATTRIBUTE = 65_536;
    private static final Codec<JsonNode> JSON = Codec.json(JsonNode.class).limitedTo(64 * 1024);

    private SessionData() {}

    static String json(String parameter, String json) {
        try {
            JSON.decode(json.getBytes(StandardCharsets.UTF_8));
            return json;
        } catch (UnreadableDataException noJson) {
            throw new IllegalArgumentException(parameter + " must be JSON of at most 64 KiB: " + noJson.reason());
        }
    }

    static String username(String username) {
        if (username.isBlank() || username.length() > MAX_NAME) {
            throw new IllegalArgumentException(
                    "username must not be blank and have at most " + MAX_NAME + " characters");
        }
        return username;
    }

    static void checkAttribute(String name, String value) {
        if (name.isBlank() || name.length() > MAX_ATTRIBUTE_NAME) {
            throw new IllegalArgumentException(
                    "name must not be blank and have at most " + MAX_ATTRIBUTE_NAME + " characters");
        }
        if (value.length() > MAX_ATTRIBUTE) {
            throw new IllegalArgumentException("value must have at most " + MAX_ATTRIBUTE + " characters");
        }
    }
}
