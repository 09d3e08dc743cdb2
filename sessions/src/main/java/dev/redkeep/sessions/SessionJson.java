package dev.redkeep.sessions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.redkeep.core.script.ScriptReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a session's JSON as {@code record_json.lua} writes it, into the names that {@code record_hash.lua} lists. Properties
 * that other services put there are passed over. It takes nothing for a session that {@code record_json.lua} would not, so
 * that it also serves where no script has looked before.
 */
final class SessionJson implements SessionReplies.RecordMapping {
    /** As {@code json.lua}, which does not count the object itself. */
    private static final int MOST_DEPTH = 601;

    /** As the codecs: UTF-8 alone, and no name is interned. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).build())
            .build();

    /** As {@code rfc3339.lua}; a date and its offset are looked at when they are read. */
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-](0\\d|1[0-7]):\\d\\d)");

    private static final Pattern VERSION = Pattern.compile("\\d{1,12}");

    private final SessionOptions.JsonNames names;

    SessionJson(SessionOptions.JsonNames names) {
        this.names = names;
    }

    @Override
    public Map<String, String> read(ScriptReply reply) {
        return read(reply.bytes());
    }

    /** What a record holds by name; nothing if it is no session. */
    Map<String, String> read(byte[] json) {
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
        Set<String> met = new HashSet<>();
        check(parser.nextToken() == JsonToken.START_OBJECT);
        for (@Nullable String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            check(met.add(name));
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
            held.put(SessionFields.USER_ID, whole(parser.getText()));
        } else if (name.equals(names.createdAt())) {
            held.put(SessionFields.CREATED_AT, seconds(parser));
        } else if (name.equals(names.lastActive())) {
            held.put(SessionFields.LAST_ACTIVITY, seconds(parser));
        } else {
            switch (name) {
                case SessionFields.ROTATED_AT -> held.put(name, seconds(parser));
                case SessionFields.VERSION -> {
                    String version = parser.getText();
                    check(VERSION.matcher(version).matches() && parser.currentToken() == JsonToken.VALUE_NUMBER_INT);
                    held.put(name, version);
                }
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
        check(parser.currentToken() == JsonToken.START_OBJECT);
        for (@Nullable String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            check(held.put(SessionFields.ATTRIBUTE + name, text(parser, json)) == null);
        }
    }

    private static String seconds(JsonParser parser) throws IOException {
        String text = parser.getText();
        check(TIME.matcher(text).matches());
        return Long.toString(OffsetDateTime.parse(text).toEpochSecond());
    }

    /** A whole number of 64 bits in its one spelling. */
    private static String whole(String text) {
        check(Long.toString(Long.parseLong(text)).equals(text));
        return text;
    }

    private static void check(boolean fits) {
        if (!fits) {
            throw new NumberFormatException();
        }
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
