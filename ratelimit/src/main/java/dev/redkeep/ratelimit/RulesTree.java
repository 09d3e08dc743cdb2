package dev.redkeep.ratelimit;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Files of rules as trees of one form, so that one reader reads both. */
final class RulesTree {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    /** Where Jackson says that it does not show the text, in the midst of its messages. */
    private static final Pattern SOURCE = Pattern.compile("\\[Source: [^;\\]]*; ");

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private RulesTree() {}

    /** Missing if it is no JSON. */
    static JsonNode json(byte[] json, Mistakes mistakes) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException malformed) {
            JsonLocation at = malformed.getLocation();
            mistakes.add(
                    at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr(),
                    "must be JSON: "
                            + SOURCE.matcher(malformed.getOriginalMessage()).replaceAll("["));
        } catch (IOException unreadable) {
            mistakes.add("", "must be JSON in UTF-8");
        }
        return JsonNodeFactory.instance.missingNode();
    }

    /** Each dot is a step down; in the order of the alphabet. */
    static JsonNode properties(Properties properties, Mistakes mistakes) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (String path : new TreeSet<>(properties.stringPropertyNames())) {
            String[] names = path.split("\\.", -1);
            ObjectNode parent = root;
            for (int i = 0; i < names.length - 1 && parent != null; i++) {
                JsonNode next = parent.get(names[i]);
                if (next == null) {
                    next = parent.putObject(names[i]);
                }
                parent = next instanceof ObjectNode object ? object : null;
            }
            String last = names[names.length - 1];
            if (parent == null) {
                mistakes.add(path, "must not be given, since what it is a part of has a value");
            } else {
                parent.set(last, value(last, properties.getProperty(path).strip()));
            }
        }
        return root;
    }

    private static JsonNode value(String name, String text) {
        switch (name) {
            case "permits", "burst" -> {
                return NUMBER.matcher(text).matches()
                        ? JsonNodeFactory.instance.numberNode(Long.parseLong(text))
                        : JsonNodeFactory.instance.textNode(text);
            }
            case "endpoints", "classes" -> {
                ArrayNode values = JsonNodeFactory.instance.arrayNode();
                for (String value : text.split(",", -1)) {
                    values.add(value.strip());
                }
                return values;
            }
            default -> {
                return JsonNodeFactory.instance.textNode(text);
            }
        }
    }
}
