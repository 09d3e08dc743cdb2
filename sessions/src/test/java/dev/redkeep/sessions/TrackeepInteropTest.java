package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.redkeep.core.key.KeyLayout;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.params.SetParams;

/** Trackeep's sessions shared with a service in Go, which sends raw commands. */
class TrackeepInteropTest extends SessionsOnRedis {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "tk:session:abc-1";
    private static final String INDEX = "tk:user:sessions:7";
    private static final SessionId ALONE = SessionId.of("abc-1");
    private static final String GO = "{\"session_id\":\"abc-1\",\"user_id\":7,\"email\":\"a\\u003cb@x\",\"roles\":[],"
            + "\"quota\":12345678901234567890123,\"created_at\":\"2026-01-02T03:04:05.123456789+02:00\","
            + "\"last_active\":\"2026-01-02T01:04:05.9Z\",\"extra\":{\"last_active\":\"never\",\"x\":null}}";

    private SessionStore store;

    @BeforeEach
    void open() {
        store = store(trackeep());
    }

    private static SessionOptionsBuilder trackeep() {
        return SessionOptions.builder().schema(SessionSchema.TRACKEEP);
    }

    private void go(String key, String json) {
        raw.set(key, json, SetParams.setParams().ex(86_400));
        raw.sadd(INDEX, key.substring("tk:session:".length()));
        raw.expire(INDEX, 86_400);
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
    void by_its_id_alone_a_session_is_rotated_and_revoked_and_the_others_too() {
        SessionEvents events = new SessionEvents();
        SessionStore told = store(trackeep().listener(events).rotationGrace(Duration.ofMinutes(1)));
        go(KEY, GO);
        go("tk:session:other", GO.replace("abc-1", "other"));

        assertThat(told.revokeOthers(SessionId.of("none such")).ended()).isZero();
        assertThat(told.revokeOthers(ALONE)).isEqualTo(new Revocation(1, false));
        assertThat(raw.smembers(INDEX)).containsExactly("abc-1");

        Session rotated = told.rotate(ALONE).orElseThrow();
        assertThat(rotated.userId()).isEqualTo(7);
        assertThat(told.find(ALONE).orElseThrow().readOnly()).isTrue();
        assertThat(told.update(ALONE, SessionUpdate.of("a", "b"))).isEqualTo(new Updated.Gone());
        String token = rotated.id().token().orElseThrow();
        assertThat(raw.smembers(INDEX)).containsExactly(token);

        assertThat(told.revoke(SessionId.of(token))).isEqualTo(new Revocation(1, false));
        assertThat(told.revoke(SessionId.of(token))).isEqualTo(new Revocation(0, false));
        assertThat(raw.dbSize()).isZero();
        assertThat(events.total(SessionEvent.Kind.REVOKED)).isEqualTo(2);
        assertThat(events.total(SessionEvent.Kind.ROTATED)).isEqualTo(1);
    }

    @Test
    void ids_of_users_are_compared_as_text_since_a_double_would_mix_them_up() {
        go(KEY, GO.replace(":7,", ":9007199254740993,"));

        assertThat(store.find(ALONE).orElseThrow().userId()).isEqualTo(9_007_199_254_740_993L);
        assertThat(store.find(SessionId.of(9_007_199_254_740_993L, "abc-1"))).isPresent();
        assertThat(store.find(SessionId.of(9_007_199_254_740_992L, "abc-1"))).isEmpty();
        go(KEY, GO.replace(":7,", ":\"7\","));
        assertThat(store.findAndTouch(SessionId.of(7, "abc-1"))).isPresent();
    }

    @Test
    void an_id_that_another_user_has_by_now_is_pruned_and_their_session_lives() {
        go(KEY, GO);
        raw.sadd("tk:user:sessions:8", "abc-1");

        assertThat(store.revoke(SessionId.of(8, "abc-1")).ended()).isZero();
        raw.sadd("tk:user:sessions:8", "abc-1");
        assertThat(store.revokeAll(8).ended()).isZero();
        raw.sadd("tk:user:sessions:8", "abc-1");
        assertThat(store.list(8)).isEmpty();
        assertThat(raw.exists("tk:user:sessions:8")).isFalse();
        assertThat(store.unreadable()).isZero();
        assertThat(store.find(ALONE)).isPresent();
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
