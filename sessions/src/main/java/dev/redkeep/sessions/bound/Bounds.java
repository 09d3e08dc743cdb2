package dev.redkeep.sessions.bound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.codec.UnreadableDataException;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.ttl.TtlPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Bounds of sessions and tokens alike. For this module alone, which exports no such package. */
public final class Bounds {
    /** The most UTF-16 units of a token, as {@link dev.redkeep.core.key.Segment#secret} has them. */
    public static final int MAX_TOKEN = 8_192;

    private static final Codec<JsonNode> JSON = Codec.json(JsonNode.class).limitedTo(64 * 1024);

    private Bounds() {}

    /**
     * Refuses what is no JSON. No message shows it.
     *
     * @param parameter what it is called
     * @param json JSON text of at most 64 KiB, other than {@code null}
     * @return the same
     * @throws IllegalArgumentException if it is no JSON, or too large
     */
    public static String json(String parameter, String json) {
        try {
            var unused = JSON.decode(json.getBytes(StandardCharsets.UTF_8));
            return json;
        } catch (UnreadableDataException noJson) {
            throw new IllegalArgumentException(parameter + " must be JSON of at most 64 KiB: " + noJson.reason());
        }
    }

    /**
     * How long the document lets a key live.
     *
     * @param pattern the key's; it has an end
     * @return its longest life
     */
    public static Duration documentedLife(KeyPattern pattern) {
        return pattern.facts().ttl().flatMap(TtlPolicy::longest).orElseThrow();
    }
}
