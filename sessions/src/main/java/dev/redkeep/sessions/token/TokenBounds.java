package dev.redkeep.sessions.token;

import com.fasterxml.jackson.databind.JsonNode;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.codec.UnreadableDataException;
import dev.redkeep.core.ttl.TtlPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What is refused before anything is sent. No message shows the value. */
final class TokenBounds {
    /** The most UTF-16 units of a token or an address. */
    static final int MAX_TEXT = 8_192;

    private static final Codec<JsonNode> JSON = Codec.json(JsonNode.class).limitedTo(64 * 1024);

    private TokenBounds() {}

    static String text(String name, String value) {
        if (value.isBlank()
                || value.length() > MAX_TEXT
                || !StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw new IllegalArgumentException(
                    name + " must be text that is not blank, of at most " + MAX_TEXT + " characters");
        }
        return value;
    }

    static Duration life(String name, Duration value) {
        if (value.compareTo(TtlPolicy.SHORTEST_TTL) < 0 || value.compareTo(TtlPolicy.LONGEST_TTL) > 0) {
            throw new IllegalArgumentException(name + " must be 1 ms to 36525 days, not " + value);
        }
        return value;
    }

    static String json(String name, String value) {
        try {
            JSON.decode(value.getBytes(StandardCharsets.UTF_8));
            return value;
        } catch (UnreadableDataException noJson) {
            throw new IllegalArgumentException(name + " must be JSON of at most 64 KiB: " + noJson.reason());
        }
    }
}
