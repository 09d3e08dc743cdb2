package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The scripts that change a JSON text in place. */
class TrackeepJsonTest extends SessionsOnRedis {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "tk:session:s";
    private static final SessionId ID = SessionId.of("s");
    private static final String TIME = "\"2026-01-02T03:04:05Z\"";
    private static final List<String> STRINGS = List.of(
            "",
            "a",
            "\\\"",
            "\\\\",
            "\\\\\\\"",
            "}",
            "{",
            "]",
            "[",
            ",",
            ":",
            "\\u0022",
            "\\ud83d\\ude00",
            "😀",
            "ä",
            "\\/",
            "\\\"last_active\\\":\\\"x\\\"",
            "\\ud800");

    private SessionStore store;

    @BeforeEach
    void open() {
        store = store(SessionOptions.builder().schema(SessionSchema.TRACKEEP).touchEvery(Duration.ZERO));
    }

    @Test
    void random_json_keeps_every_byte_but_those_of_what_changes() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            List<String> cells = new ArrayList<>();
            int others = random.nextInt(6);
            for (int i = 0; i < others; i++) {
                cells.add(cell(random, "k" + i + name(random), value(random, 4)));
            }
            cells.add(cell(random, "user_id", random.nextBoolean() ? "7" : "\"7\""));
            cells.add(cell(random, random.nextBoolean() ? "created_at" : "created\\u005fat", TIME));
            cells.add(cell(random, "last_active", "@@"));
            if (random.nextBoolean()) {
                cells.add(cell(
                        random, "attributes", random.nextBoolean() ? "null" : "{\"b\": " + value(random, 3) + "}"));
            }
            Collections.shuffle(cells, random);
            String text = space(random) + "{" + String.join(",", cells) + "}" + space(random);
            raw.set(KEY, text.replace("\"@@\"", TIME).replace("@@", TIME));

            Session touched = store.findAndTouch(ID).orElseThrow(() -> new AssertionError(text));
            String expected = text.replace("@@", '"' + touched.lastActivity().toString() + '"');
            assertThat(raw.get(KEY)).isEqualTo(expected);

            assertThat(store.update(ID, SessionUpdate.of("a", "x\"}").removing("b")))
                    .isEqualTo(new Updated.Done(1, false));
            ObjectNode tree = (ObjectNode) JSON.readTree(expected);
            tree.put("version", 1).putObject("attributes").put("a", "x\"}");
            JsonNode updated = JSON.readTree(raw.get(KEY));
            assertThat(updated).as(expected).isEqualTo(tree);
        }
    }

    private static String cell(Random random, String name, String value) {
        return space(random) + '"' + name + '"' + space(random) + ':' + space(random) + value + space(random);
    }

    private static String space(Random random) {
        return List.of("", "", " ", "\n\t", "\r\n  ").get(random.nextInt(5));
    }

    private static String string(Random random) {
        return name(random) + STRINGS.get(random.nextInt(STRINGS.size()));
    }

    /** Without half a surrogate pair, which Jackson takes in a value but not in a name. */
    private static String name(Random random) {
        return STRINGS.get(random.nextInt(STRINGS.size() - 1));
    }

    private static String value(Random random, int depth) {
        List<String> parts = new ArrayList<>();
        int kind = random.nextInt(depth == 0 ? 3 : 5);
        for (int i = random.nextInt(4); i > 0 && kind > 2; i--) {
            String inner = space(random) + value(random, depth - 1) + space(random);
            String name = List.of("last_active", "user_id", "x" + name(random)).get(random.nextInt(3)) + i;
            parts.add(kind == 3 ? inner : '"' + name + "\":" + inner);
        }
        return switch (kind) {
            case 0 -> '"' + string(random) + '"';
            case 1 ->
                List.of("0", "-1.50e+10", "12345678901234567890123", "1.0", "1E5")
                        .get(random.nextInt(5));
            case 2 -> List.of("true", "false", "null").get(random.nextInt(3));
            case 3 -> '[' + String.join(",", parts) + ']';
            default -> '{' + String.join(",", parts) + '}';
        };
    }

    @Test
    void large_and_deep_values_are_stepped_over_and_boundless_ones_refused() {
        for (String value : List.of(
                '"' + "\\\\".repeat(32_000) + '"',
                '"' + "\\\"".repeat(32_000) + '"',
                '"' + "ä".repeat(32_000) + '"',
                "[" + "{},".repeat(20_000) + "0]",
                "[".repeat(500) + "]".repeat(500))) {
            String text = "{\"user_id\":7,\"x\":" + value + ",\"created_at\":" + TIME + "}";
            raw.set(KEY, text);
            assertThat(store.findAndTouch(ID)).isPresent();
            assertThat(raw.get(KEY)).startsWith(text.substring(0, text.length() - 1) + ",\"last_active\":");
        }
        raw.set(
                KEY,
                "{\"user_id\":7,\"x\":" + "[".repeat(30_000) + "]".repeat(30_000) + ",\"created_at\":" + TIME + "}");
        assertThat(store.findAndTouch(ID)).isEmpty();
        assertThat(store.unreadable()).isEqualTo(1);
    }

    @Test
    void a_deletion_that_races_touches_and_updates_is_never_undone() throws Exception {
        for (int round = 0; round < 10; round++) {
            store.create(NewSession.of(7, "alice").token("s"));
            Together.run(thread -> {
                if (thread == 16) {
                    raw.del(KEY);
                } else {
                    store.findAndTouch(ID);
                    store.update(ID, SessionUpdate.of("a", "1"));
                }
            });
            assertThat(raw.exists(KEY)).isFalse();
        }
    }
}
