package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.RedisWrongTypeException;
import dev.redkeep.core.key.KeyLayout;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that older services left under the legacy key, as they wrote them. */
class SessionMigrationTest extends SessionsOnRedis {
    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void an_old_session_is_moved_by_its_first_reading_and_is_a_session_like_any_other(KeyLayout layout) {
        SessionStore store = store(in(layout));
        raw.set("1-alice-jwt", "{\"via\":\"telegram\"}");

        Session session = store.migrate(1, "alice", "jwt").orElseThrow();

        assertThat(session.username()).contains("alice");
        assertThat(session.authData()).contains("{\"via\":\"telegram\"}");
        assertThat(raw.exists("1-alice-jwt")).isFalse();
        assertThat(raw.ttl(key(layout, 1, "jwt"))).isPositive();
        assertThat(store.find(id("jwt"))).contains(session);
        assertThat(store.migrate(1, "alice", "jwt")).contains(session);
        assertThat(store.list(1)).hasSize(1);
        assertThat(store.revokeAll(1).ended()).isEqualTo(1);
        assertThat(store.migrate(1, "alice", "jwt")).isEmpty();
        assertThat(raw.dbSize()).isZero();
    }

    @Test
    void it_is_written_as_the_document_has_it() {
        raw.set("1-alice-jwt", "1");

        Session session = store().migrate(1, "alice", "jwt").orElseThrow();

        String now = Long.toString(session.createdAt().getEpochSecond());
        assertThat(raw.hgetAll("session:1:jwt"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "user_id", "1",
                        "username", "alice",
                        "token_type", "session",
                        "created_at", now,
                        "last_activity", now));
        assertThat(raw.smembers("user_sessions:1")).containsExactly("jwt");
    }

    @ParameterizedTest
    @CsvSource({
        "1-jean-luc-jwt, jean-luc",
        "1-jean%2Dluc-jwt, jean-luc",
        "1-a-b-c-jwt, a-b-c",
        "1-a--jwt, a-",
        "1-%2Da-jwt, -a",
        "1-50%25-jwt, 50%"
    })
    void a_name_with_a_hyphen_is_found_in_either_spelling(String key, String username) {
        raw.set(key, "x");

        assertThat(store().migrate(1, username, "jwt")).isPresent();
        assertThat(raw.keys("*")).containsExactlyInAnyOrder("session:1:jwt", "user_sessions:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-jean-luc-jwt", "1-jean%2Dluc-jwt"})
    void a_session_that_lives_is_found_and_the_old_key_goes(String key) {
        SessionStore store = store();
        Session session =
                store.create(NewSession.of(1, "jean-luc").token("jwt")).session();
        raw.set(key, "{}");

        assertThat(store.migrate(1, "jean-luc", "jwt")).contains(session);
        assertThat(raw.exists(key)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void a_session_that_was_revoked_is_not_made_again(KeyLayout layout) {
        SessionStore store = store(in(layout));
        store.create(alice("jwt"));
        raw.set("1-alice-jwt", "{}");

        assertThat(store.migrate(1, "alice", "jwt")).isPresent();
        store.revoke(id("jwt"));

        assertThat(store.migrate(1, "alice", "jwt")).isEmpty();
        assertThat(raw.dbSize()).isZero();
    }

    @Test
    void a_session_whose_longest_life_is_over_is_not_made_again_either() {
        SessionStore store = store(SessionOptions.builder().absolute(Duration.ofHours(1)));
        raw.hset("session:1:jwt", Map.of("created_at", LONG_AGO, "last_activity", LONG_AGO));
        raw.set("1-alice-jwt", "{}");

        assertThat(store.migrate(1, "alice", "jwt")).isEmpty();
        raw.del("session:1:jwt");
        assertThat(store.migrate(1, "alice", "jwt")).isEmpty();
    }

    @Test
    void an_old_key_goes_and_data_of_another_type_beside_it_stay() {
        raw.set("1-jean-luc-jwt", "{}");
        raw.hset("1-jean%2Dluc-jwt", "a", "1");

        assertThat(store().migrate(1, "jean-luc", "jwt")).isPresent();
        assertThat(raw.exists("1-jean-luc-jwt")).isFalse();
        assertThat(raw.exists("1-jean%2Dluc-jwt")).isTrue();
    }

    @Test
    void anything_but_a_string_is_no_old_session_and_anything_but_json_is_dropped() {
        raw.hset("1-alice-hash", "a", "1");
        raw.set("1-alice-cut", "{\"a\":");
        raw.set("1-alice-list", " [1, 2]");

        assertThat(store().migrate(1, "alice", "hash")).isEmpty();
        assertThat(raw.exists("1-alice-hash")).isTrue();
        assertThat(store().migrate(1, "alice", "cut").orElseThrow().authData()).isEmpty();
        assertThat(store().migrate(1, "alice", "list").orElseThrow().authData()).contains(" [1, 2]");
    }

    @Test
    void a_damaged_index_leaves_the_old_session_where_it_is() {
        raw.set("1-alice-jwt", "{}");
        raw.set("user_sessions:1", "no set");

        assertThatThrownBy(() -> store().migrate(1, "alice", "jwt")).isInstanceOf(RedisWrongTypeException.class);
        assertThat(raw.exists("1-alice-jwt")).isTrue();
        assertThat(raw.exists("session:1:jwt")).isFalse();
    }

    @Test
    void of_many_that_migrate_at_once_all_find_the_one_session() throws Exception {
        SessionStore store = store();
        raw.set("1-alice-jwt", "{}");
        Set<Session> found = ConcurrentHashMap.newKeySet();

        Together.run(thread -> found.add(store.migrate(1, "alice", "jwt").orElseThrow()));

        assertThat(found).hasSize(1);
        assertThat(store.count(1)).isEqualTo(1);
    }

    @Test
    void another_schema_has_nothing_that_older_services_left() {
        SessionStore trackeep = store(SessionOptions.builder().schema(SessionSchema.TRACKEEP));
        trackeep.create(NewSession.of(7, "alice").token("abc"));

        assertThat(trackeep.migrate(7, "alice", "abc")).isEqualTo(trackeep.find(SessionId.of(7, "abc")));
        assertThat(trackeep.migrate(7, "alice", "none")).isEmpty();
    }

    @Test
    void a_token_that_has_no_bytes_is_of_no_session() {
        assertThat(store().migrate(1, "alice", "\ud800")).isEmpty();
    }
}
