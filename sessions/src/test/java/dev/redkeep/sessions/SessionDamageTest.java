package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.RedisWrongTypeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hashes and indexes that no service should have written. */
class SessionDamageTest extends SessionsOnRedis {
    private SessionStore store;

    @BeforeEach
    void open() {
        store = store();
    }

    @Test
    void a_damaged_hash_is_ignored_and_counted_or_fails_as_the_options_say() {
        raw.hset("session:123:other", Map.of("user_id", "124", "created_at", "1640995200"));
        raw.hset("session:123:refresh", Map.of("token_type", "refresh", "created_at", "1640995200"));
        raw.hset("session:123:partial", Map.of("username", "alice"));
        raw.hset("session:123:garbled", Map.of("created_at", "yesterday"));
        raw.set("session:123:string", "{}");
        raw.sadd("user_sessions:123", "other", "refresh", "partial", "garbled", "string");
        SessionStore strict = SessionStore.on(
                redis,
                SessionOptions.builder()
                        .unreadable(SessionOptions.Unreadable.FAIL)
                        .build());

        for (String token : raw.smembers("user_sessions:123")) {
            assertThat(store.find(SessionId.of(123, token))).as(token).isEmpty();
            assertThat(store.findAndTouch(SessionId.of(123, token))).as(token).isEmpty();
            assertThatThrownBy(() -> strict.find(SessionId.of(123, token)))
                    .isInstanceOf(UnreadableSessionException.class)
                    .hasMessageContaining("session:{user_id}:{jwt_token}");
            assertThatThrownBy(() -> strict.findAndTouch(SessionId.of(123, token)))
                    .isInstanceOf(UnreadableSessionException.class);
        }
        assertThat(store.list(123)).isEmpty();
        assertThat(store.unreadable()).isEqualTo(15);
        assertThat(strict.unreadable()).isEqualTo(10);
        assertThat(store.revokeAll(123)).isEqualTo(new Revocation(5, false));
    }

    @Test
    void a_damaged_index_fails_clearly_leaves_nothing_half_done_and_never_keeps_a_session_alive() {
        raw.set("user_sessions:123", "no set");

        assertThatThrownBy(() -> store.create(NewSession.of(123, "alice").token("jwt")))
                .isInstanceOf(RedisWrongTypeException.class)
                .hasMessageNotContaining("jwt:")
                .hasMessageContaining("sessions.create");
        assertThat(raw.exists("session:123:jwt")).isFalse();

        raw.hset("session:123:jwt", Map.of("created_at", "1640995200"));
        assertThatThrownBy(() -> store.revoke(SessionId.of(123, "jwt"))).isInstanceOf(RedisWrongTypeException.class);
        assertThat(raw.exists("session:123:jwt")).isFalse();
    }

    @Test
    void unreadable_data_are_left_as_they_are_by_all_that_changes_sessions() {
        Map<String, String> refresh = Map.of("token_type", "refresh", "created_at", LONG_AGO);
        raw.hset("session:123:refresh", refresh);
        raw.set("session:123:string", "{}");

        for (String token : new String[] {"refresh", "string"}) {
            SessionId id = SessionId.of(123, token);
            assertThat(store.update(id, SessionUpdate.of("a", "1"))).isEqualTo(new Updated.Gone(false));
            assertThat(store.rotate(id)).isEmpty();
            assertThat(store.findAndTouch(id)).isEmpty();
            assertThatThrownBy(() -> store.create(NewSession.of(123, "alice").token(token)))
                    .isInstanceOf(SessionExistsException.class);
        }
        assertThat(raw.hgetAll("session:123:refresh")).isEqualTo(refresh);
        assertThat(raw.get("session:123:string")).isEqualTo("{}");
        assertThat(store.unreadable()).isEqualTo(6);
    }

    @Test
    void numbers_that_no_time_has_are_unreadable_and_never_an_error() {
        SessionId id = SessionId.of(123, "jwt");
        for (String bad : new String[] {"", " 1", "1e3", "0x10", "9999999999999", "99999999999999999999", "-", "1.5"}) {
            for (String field : new String[] {"created_at", "last_activity", "rotated_at", "version"}) {
                raw.hset("session:123:jwt", Map.of("created_at", LONG_AGO, "last_activity", LONG_AGO));
                raw.hset("session:123:jwt", field, bad);
                assertThat(store.find(id)).as(field + " " + bad).isEmpty();
                assertThat(store.findAndTouch(id)).as(field + " " + bad).isEmpty();
                assertThat(store.update(id, SessionUpdate.none())).isEqualTo(new Updated.Gone(false));
                raw.del("session:123:jwt");
            }
        }
        assertThat(store.unreadable()).isEqualTo(8 * 4 * 3);
    }

    @Test
    void a_touch_answers_just_noted_sessions_as_it_answers_all_others() {
        long now = Instant.now().getEpochSecond();
        String recently = Long.toString(now);
        for (Map<String, String> odd : List.of(
                Map.of("user_id", "124"),
                Map.of("token_type", "refresh"),
                Map.of("created_at", ""),
                Map.of("version", "x"),
                Map.of("rotated_at", "x"))) {
            raw.del("session:123:jwt");
            raw.hset("session:123:jwt", Map.of("created_at", LONG_AGO, "last_activity", recently));
            assertThat(store.findAndTouch(SessionId.of(123, "jwt"))).isPresent();
            raw.hset("session:123:jwt", odd);
            assertThat(store.findAndTouch(SessionId.of(123, "jwt")))
                    .as(odd.toString())
                    .isEmpty();
        }
    }

    @Test
    void what_no_token_can_be_breaks_no_list_and_no_log_in() {
        Map<String, String> foreign = Map.of("created_at", LONG_AGO);
        for (String token : new String[] {" ", "x".repeat(8_193)}) {
            raw.hset("session:123:" + token, foreign);
            raw.sadd("user_sessions:123", token);
        }
        raw.sadd("user_sessions:123", "", "y".repeat(10_000));

        assertThat(store.list(123)).hasSize(2).allMatch(session -> session.userId() == 123);
        assertThat(store.count(123)).isEqualTo(2);
        SessionStore single = store(SessionOptions.builder().maximum(1, SessionOptions.Excess.EVICT_OLDEST));
        assertThat(single.create(NewSession.of(123, "alice")).evicted()).hasSize(2);
        assertThat(raw.dbSize()).isEqualTo(2);
    }
}
