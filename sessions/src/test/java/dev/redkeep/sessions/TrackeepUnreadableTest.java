package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies under a session's key and is none. */
class TrackeepUnreadableTest extends SessionsOnRedis {
    private static final String KEY = "tk:session:s";
    private static final SessionId ID = SessionId.of("s");
    private static final String TIME = "\"2026-01-02T03:04:05Z\"";

    private SessionStore store;

    @BeforeEach
    void open() {
        store = store(SessionOptions.builder().schema(SessionSchema.TRACKEEP));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "null",
                "7",
                "\"text\"",
                "{}",
                "{\"user_id\":7}",
                "{\"created_at\":@}",
                "{\"user_id\":7,\"created_at\":@",
                "{\"user_id\":7,\"created_at\":@}}",
                "{\"user_id\":7,\"created_at\":@} x",
                "{\"user_id\":7,\"created_at\":@,}",
                "{\"user_id\":7,\"created_at\":@,\"user_id\":8}",
                "{\"user_id\":7,\"created_at\":@,\"x\":nonsense}",
                "{\"user_id\":7,\"created_at\":@,\"x\":[}]}",
                "{\"user_id\":7,\"created_at\":@,\"x\":\"}",
                "{\"user_id\":7,\"created_at\":null}",
                "{\"user_id\":7,\"created_at\":1640995200}",
                "{\"user_id\":7,\"created_at\":\"yesterday\"}",
                "{\"user_id\":7,\"created_at\":\"2026-02-29T00:00:00Z\"}",
                "{\"user_id\":7,\"created_at\":\"2026-01-01T24:00:00Z\"}",
                "{\"user_id\":7,\"created_at\":\"2026-01-01T00:00:00\"}",
                "{\"user_id\":7,\"created_at\":@,\"last_active\":@,\"last_active\":@}",
                "{\"user_id\":7,\"created_at\":@,\"last_active\":@,\"x\":1,\"x\":2}",
                "{\"user_id\":7,\"created_at\":@,\"last_active\":@,\"attributes\":{\"a\":\"1\",\"a\":\"2\"}}",
                "{\"user_id\":7,\"created_at\":@,\"last_active\":@,\"version\":\"1\"}",
                "{\"user_id\":7,\"created_at\":@,\"last_active\":@,\"version\":-1}",
                "{\"user_id\":7,\"created_at\":@,\"last_active\":@,\"version\":1234567890123}",
                "{\"user_id\":7,\"created_at\":@,\"last_active\":@,\"rotated\":1}",
                "{\"user_id\":7,\"created_at\":@,\"last_active\":@,\"rotated_at\":\"2026-01-02T03:04Z\"}",
                "{\"user_id\":7,\"created_at\":@,\"last_active\":@,\"rotated_at\":\"2026-01-02T03:04:05.Z\"}",
                "{\"user_id\":7,\"created_at\":@,\"last_active\":@,\"rotated_at\":\"2026-01-02t03:04:05z\"}",
                "{\"user_id\":7,\"created_at\":@,\"last_active\":@,\"rotated_at\":\"2026-01-02T03:04:05+18:00\"}",
                "{\"user_id\":\"+7\",\"created_at\":@,\"last_active\":@}",
                "{\"user_id\":\"007\",\"created_at\":@,\"last_active\":@}",
                "{\"user_id\":7,\"created_at\":@,\"last_active\":@} x",
                "{\"user_id\":7,\"created_at\":@,\"last_active\":\"soon\"}",
                "{\"user_id\":7,\"created_at\":@,\"rotated_at\":7}",
                "{\"user_id\":7,\"created_at\":@,\"version\":\"x\"}",
                "{\"user_id\":7,\"created_at\":@,\"attributes\":[]}",
                "{\"user_id\":7.0,\"created_at\":@}",
                "{\"user_id\":true,\"created_at\":@}",
                "{\"user_id\":\"alice\",\"created_at\":@}",
                "{\"user_id\":9223372036854775808,\"created_at\":@}",
                "{\"nested\":{\"user_id\":7,\"created_at\":@}}"
            })
    void what_is_no_session_is_ignored_and_counted_or_fails_and_is_left_alone(String json) {
        isLeftAlone(json.replace("@", TIME));
        isLeftAlone(json.replace("@", '"' + Instant.now().toString() + '"')); // a use that need not be noted
    }

    private void isLeftAlone(String text) {
        long before = store.unreadable();
        raw.set("tk:session:old", "{\"user_id\":7,\"created_at\":" + TIME + "}");
        assertThat(store.findAndTouch(SessionId.of("old"))).isPresent(); // so that a plain read comes first
        raw.set(KEY, text);
        SessionStore strict = store(
                SessionOptions.builder().schema(SessionSchema.TRACKEEP).unreadable(SessionOptions.Unreadable.FAIL));

        assertThat(store.find(ID)).isEmpty();
        assertThat(store.findAndTouch(ID)).isEmpty();
        assertThat(store.update(ID, SessionUpdate.of("a", "1"))).isEqualTo(new Updated.Gone(false));
        assertThat(store.rotate(ID)).isEmpty();
        assertThat(store.unreadable() - before).isEqualTo(4);
        assertThatThrownBy(() -> strict.find(SessionId.of(7, "s")))
                .isInstanceOf(UnreadableSessionException.class)
                .hasMessageContaining("tk:session:{session_id}");
        assertThatThrownBy(() -> strict.findAndTouch(ID)).isInstanceOf(UnreadableSessionException.class);
        assertThat(raw.get(KEY)).isEqualTo(text);
        assertThat(store.revoke(ID).ended()).isEqualTo(1);
        assertThat(raw.exists(KEY)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"user_id\":#,\"created_at\":@}", "{\"user_id\":\"#\",\"created_at\":@}"})
    void a_user_of_ten_thousand_digits_is_nobody(String json) {
        raw.set(KEY, json.replace("@", TIME).replace("#", "7".repeat(10_000)));

        assertThat(store.find(ID)).isEmpty();
        assertThat(store.findAndTouch(ID)).isEmpty();
        assertThat(store.update(ID, SessionUpdate.of("a", "1"))).isEqualTo(new Updated.Gone(false));
        assertThat(store.rotate(ID)).isEmpty();
        assertThat(store.revokeOthers(ID).ended()).isZero();
        assertThat(store.unreadable()).isEqualTo(4);
        assertThat(store.revoke(ID).ended()).isEqualTo(1);
        assertThat(raw.dbSize()).isZero();
    }

    @Test
    void another_type_is_no_session_either() {
        raw.hset(KEY, "user_id", "7");
        assertThat(store.findAndTouch(ID)).isEmpty();
        assertThat(store.revoke(ID).ended()).isEqualTo(1);
    }
}
