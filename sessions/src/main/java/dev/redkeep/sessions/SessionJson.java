package dev.redkeep.sessions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.redkeep.core.script.ScriptReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a session's JSON as {@code record_json.lua} writes it, into the names that {@code record_hash.lua} lists. Properties
 * that other services put there are passed over. Scripts have looked at what they turn on; here the rest is held to it too.
 */
final class SessionJson implements SessionReplies.RecordMapping {
    /** As the codecs: UTF-8 alone, and no name is interned. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .build();

    private final SessionOptions.JsonNames names;

    SessionJson(SessionOptions.JsonNames names) {
        this.names = names;
    }

    @Override
    public Map<String, String> read(ScriptReply reply) {
        byte[] json = reply.bytes();
        try (JsonParser parser = FACTORY.createParser(json)) {
            Map<String, String> held = read(parser, json);
            boolean fits = parser.nextToken() == null
                    && held.containsKey(SessionFields.USER_ID)
                    && held.containsKey(SessionFields.CREATED_AT);
            return fits ? held : Map.of();
        } catch (IOException | DateTimeException | NumberFormatException doesNotFit) {
            return Map.of();
        }
    }

    private Map<String, String> read(JsonParser parser, byte[] json) throws IOException {
        Map<String, String> held = new HashMap<>();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new NumberFormatException();
        }
        for (@Nullable String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (name.equals("attributes") && value != JsonToken.VALUE_NULL) {
                attributes(parser, json, held);
            } else if (value != JsonToken.VALUE_NULL) {
                property(name, parser, json, held);
            }
        }
        return held;
    }

    private void property(String name, JsonParser parser, byte[] json, Map<String, String> held) throws IOException {
        if (name.equals(names.userId())) {
            held.put(SessionFields.USER_ID, Long.toString(Long.parseLong(parser.getText())));
        } else if (name.equals(names.createdAt())) {
            held.put(SessionFields.CREATED_AT, seconds(parser));
        } else if (name.equals(names.lastActive())) {
            held.put(SessionFields.LAST_ACTIVITY, seconds(parser));
        } else {
            switch (name) {
                case SessionFields.ROTATED_AT -> held.put(name, seconds(parser));
                case SessionFields.VERSION -> held.put(name, Long.toString(Long.parseLong(parser.getText())));
                case SessionFields.USERNAME -> held.put(name, text(parser, json));
                case SessionFields.AUTH_DATA, SessionFields.DEVICE_INFO -> held.put(name, raw(parser, json));
                case SessionFields.ROTATED -> {
                    if (parser.getBooleanValue()) {
                        held.put(name, "1");
                    }
                }
                default -> parser.skipChildren();
            }
        }
    }

    private static void attributes(JsonParser parser, byte[] json, Map<String, String> held) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new NumberFormatException();
        }
        for (@Nullable String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            held.put(SessionFields.ATTRIBUTE + name, text(parser, json));
        }
    }

    private static String seconds(JsonParser parser) throws IOException {
        return Long.toString(OffsetDateTime.parse(parser.getText()).toEpochSecond());
    }

    /** What a string says, or the JSON of another value. */
    private static String text(JsonParser parser, byte[] json) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : raw(parser, json);
    }

    /** A value's JSON, byte for byte. */
    private static String raw(JsonParser parser, byte[] json) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        int to = (int) parser.currentLocation().getByteOffset();
        return new String(Arrays.copyOfRange(json, from, to), StandardCharsets.UTF_8);
    }
}
