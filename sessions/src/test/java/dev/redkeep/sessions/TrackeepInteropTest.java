package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.redkeep.core.key.KeyLayout;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Trackeep's sessions shared with a service in Go, which sends raw commands. */
class TrackeepInteropTest extends TrackeepOnRedis {
    private static final ObjectMapper JSON = new ObjectMapper();
    private SessionStore store;

    @BeforeEach
    void open() {
        store = store(trackeep());
    }

    @Test
    void what_this_library_writes_is_the_document() throws Exception {
        Session session = store.create(NewSession.of(7, "alice").token("abc-1")).session();

        JsonNode json = JSON.readTree(raw.get(KEY));
        String now = session.createdAt().toString();
        assertThat(json)
                .isEqualTo(
                        JSON.readTree("{\"session_id\":\"abc-1\",\"user_id\":7,\"username\":\"alice\",\"created_at\":\""
                                + now + "\",\"last_active\":\"" + now + "\"}"));
        assertThat(now).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(raw.smembers(INDEX)).containsExactly("abc-1");
        assertThat(raw.ttl(KEY)).isBetween(86_340L, 86_400L);
        assertThat(raw.ttl(INDEX)).isBetween(86_340L, 86_400L);
        assertThat(raw.dbSize()).isEqualTo(2);
    }

    @Test
    void further_data_are_further_properties() throws Exception {
        store.create(NewSession.of(7, "al\"/ice")
                .token("abc-1")
                .authData("{\"via\": [1.0]}")
                .deviceInfo("[]")
                .attribute("a/\u0001", "😀"));
        store.update(ALONE, SessionUpdate.none());

        assertThat(raw.get(KEY))
                .contains("\"username\":\"al\\\"/ice\"")
                .contains("\"auth_data\":{\"via\": [1.0]}")
                .contains("\"device_info\":[]")
                .contains("\"version\":1");
        assertThat(JSON.readTree(raw.get(KEY)).get("attributes")).isEqualTo(JSON.readTree("{\"a/\\u0001\":\"😀\"}"));
        assertThat(store.find(ALONE).orElseThrow().authData()).contains("{\"via\": [1.0]}");
    }

    @Test
    void what_go_writes_is_found_listed_and_touched_by_its_id_alone() {
        go(KEY, GO);

        Session session = store.find(ALONE).orElseThrow();
        assertThat(session.id()).isEqualTo(SessionId.of(7, "abc-1"));
        assertThat(session.userId()).isEqualTo(7);
        assertThat(session.username()).isEmpty();
        assertThat(session.createdAt()).isEqualTo(Instant.parse("2026-01-02T01:04:05Z"));
        assertThat(session.lastActivity()).isEqualTo(Instant.parse("2026-01-02T01:04:05Z"));
        assertThat(store.list(7)).containsExactly(session);
        raw.expire(KEY, 100);

        Session touched = store.findAndTouch(ALONE).orElseThrow();

        assertThat(touched.lastActivity()).isAfter(session.lastActivity());
        assertThat(raw.get(KEY))
                .isEqualTo(GO.replace(
                        "2026-01-02T01:04:05.9Z", touched.lastActivity().toString()));
        assertThat(raw.ttl(KEY)).isGreaterThan(86_300);
        assertThat(raw.get(KEY)).isEqualTo(again());
    }

    /** A touch in the throttle writes nothing. */
    private String again() {
        raw.expire(KEY, 100);
        assertThat(store.findAndTouch(ALONE)).isPresent();
        assertThat(raw.ttl(KEY)).isLessThanOrEqualTo(100);
        return raw.get(KEY);
    }

    @Test
    void what_others_wrote_stays_byte_for_byte_through_every_change() {
        go(KEY, GO);

        store.update(ALONE, SessionUpdate.of("a", "1").with("b", "2").deviceInfo("{ }"));
        String updated = GO.substring(0, GO.length() - 1)
                + ",\"version\":1,\"device_info\":{ },\"attributes\":{\"a\":\"1\",\"b\":\"2\"}}";
        assertThat(raw.get(KEY)).satisfies(json -> assertThat(sorted(json)).isEqualTo(sorted(updated)));
        assertThat(raw.get(KEY)).startsWith(GO.substring(0, GO.length() - 1));

        store.update(ALONE, SessionUpdate.none().removing("a").removing("never"));
        assertThat(raw.get(KEY)).contains("\"attributes\":{\"b\":\"2\"}").contains("\"version\":2");

        SessionId rotated = store.rotate(ALONE, "def-2").orElseThrow().id();
        assertThat(rotated).isEqualTo(SessionId.of(7, "def-2"));
        assertThat(raw.exists(KEY)).isFalse();
        assertThat(raw.smembers(INDEX)).containsExactly("def-2");
        assertThat(raw.get("tk:session:def-2"))
                .startsWith(GO.substring(0, GO.length() - 1).replace("abc-1", "def-2"))
                .contains("\"rotated_at\":\"");
    }

    private static Map<?, ?> sorted(String json) {
        try {
            return JSON.readValue(json, Map.class);
        } catch (java.io.IOException noJson) {
            throw new AssertionError(noJson);
        }
    }

    @Test
    void the_application_names_the_properties() {
        SessionStore named =
                store(trackeep().json(new SessionOptions.JsonNames("ID", "UserID", "Created-At", "seen.at")));
        named.create(NewSession.of(7, "alice").token("abc-1"));

        assertThat(sorted(raw.get(KEY)).keySet())
                .isEqualTo(java.util.Set.of("ID", "UserID", "Created-At", "seen.at", "username"));
        assertThat(named.findAndTouch(ALONE)).isPresent();
        assertThat(store.find(ALONE)).isEmpty();
    }

    @Test
    void hardened_neither_keys_nor_json_hold_a_token() {
        SessionStore hardened = store(trackeep().layout(KeyLayout.HARDENED));
        SessionId id = hardened.create(NewSession.of(7, "alice")).session().id();
        String first = digest(id.text());
        SessionId next = hardened.rotate(id).orElseThrow().id();
        String key = "tk:user_session:{7}:" + digest(next.text());

        assertThat(raw.keys("*")).containsExactlyInAnyOrder(key, "tk:user_sessions_by_end:{7}");
        assertThat(raw.get(key))
                .contains("\"session_id\":\"" + digest(next.text()) + "\"")
                .doesNotContain(next.text(), id.text(), first);
    }
}
