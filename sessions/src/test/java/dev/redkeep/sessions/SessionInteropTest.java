package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions shared with a service that follows the document. */
class SessionInteropTest extends SessionsOnRedis {
    private static final long THIRTY_DAYS = 2_592_000;

    private SessionStore store;

    @BeforeEach
    void open() {
        store = store();
    }

    @Test
    void what_this_library_writes_is_the_document_byte_for_byte() {
        Session session = store.create(
                        NewSession.of(123, "alice").token("jwt").authData("{}").deviceInfo("[]"))
                .session();

        String now = Long.toString(session.createdAt().getEpochSecond());
        assertThat(raw.hgetAll("session:123:jwt"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "user_id", "123",
                        "username", "alice",
                        "token_type", "session",
                        "created_at", now,
                        "last_activity", now,
                        "auth_data", "{}",
                        "device_info", "[]"));
        assertThat(raw.smembers("user_sessions:123")).containsExactly("jwt");
        assertThat(raw.ttl("session:123:jwt")).isBetween(THIRTY_DAYS - 60, THIRTY_DAYS);
        assertThat(raw.ttl("user_sessions:123")).isBetween(THIRTY_DAYS - 60, THIRTY_DAYS);
        assertThat(raw.dbSize()).isEqualTo(2);
    }

    @Test
    void what_the_documents_commands_write_is_read() {
        raw.hset("session:123:jwt", "user_id", "123");
        raw.hset("session:123:jwt", "created_at", "1640995200");
        raw.expire("session:123:jwt", 2592000);
        raw.sadd("user_sessions:123", "jwt");

        Session session = store.find(SessionId.of(123, "jwt")).orElseThrow();
        assertThat(session.createdAt()).isEqualTo(Instant.ofEpochSecond(1_640_995_200));
        assertThat(session.lastActivity()).isEqualTo(session.createdAt());
        assertThat(session.username()).isEmpty();
        assertThat(store.list(123)).containsExactly(session);

        assertThat(store.findAndTouch(SessionId.of(123, "jwt")).orElseThrow().lastActivity())
                .isAfter(session.lastActivity());
        assertThat(store.revokeAll(123)).isEqualTo(new Revocation(1, false));
        assertThat(raw.dbSize()).isZero();
    }

    @Test
    void a_touch_puts_the_end_of_session_and_index_off_and_heals_a_lost_index() {
        store.create(NewSession.of(123, "alice").token("jwt"));
        raw.expire("session:123:jwt", 100);
        raw.hset("session:123:jwt", "last_activity", "1640995200");
        raw.del("user_sessions:123");

        assertThat(store.find(SessionId.of(123, "jwt"))).isPresent();
        assertThat(raw.ttl("session:123:jwt")).isLessThanOrEqualTo(100);

        assertThat(store.findAndTouch(SessionId.of(123, "jwt"))).isPresent();
        assertThat(raw.ttl("session:123:jwt")).isGreaterThan(THIRTY_DAYS - 60);
        assertThat(raw.ttl("user_sessions:123")).isGreaterThan(THIRTY_DAYS - 60);
        assertThat(raw.smembers("user_sessions:123")).containsExactly("jwt");
    }

    @Test
    void a_shorter_session_never_shortens_the_index() {
        store.create(NewSession.of(123, "alice").token("long"));
        SessionStore brief = SessionStore.on(
                redis, SessionOptions.builder().idle(Duration.ofMinutes(1)).build());
        raw.sadd("user_sessions:124", "of another service");

        brief.create(NewSession.of(124, "bob").token("short"));
        assertThat(raw.ttl("user_sessions:124")).isGreaterThan(THIRTY_DAYS - 60);
        brief.create(NewSession.of(123, "alice").token("short"));
        brief.findAndTouch(SessionId.of(123, "short"));

        assertThat(raw.ttl("session:123:short")).isBetween(1L, 60L);
        assertThat(raw.ttl("user_sessions:123")).isGreaterThan(THIRTY_DAYS - 60);
    }

    @Test
    void tokens_whose_session_is_gone_are_pruned_by_a_list_and_by_log_ins() {
        for (int i = 0; i < 50; i++) {
            raw.sadd("user_sessions:123", "dead-" + i);
        }
        store.create(NewSession.of(123, "alice").token("live"));
        assertThat(raw.scard("user_sessions:123")).isLessThanOrEqualTo(41);

        assertThat(store.list(123)).extracting(Session::id).containsExactly(SessionId.of(123, "live"));
        assertThat(raw.smembers("user_sessions:123")).containsExactly("live");
    }

    @Test
    void what_is_ours_stands_beside_the_documents_fields_and_only_once_it_is_used() {
        SessionId id = SessionId.of(123, "jwt");
        store.create(NewSession.of(123, "alice").token("jwt").attribute("theme", "dark"));
        assertThat(raw.hkeys("session:123:jwt"))
                .containsExactlyInAnyOrder(
                        "user_id", "username", "token_type", "created_at", "last_activity", "attr:theme");

        store.update(id, SessionUpdate.of("cart", "3").removing("theme"));
        assertThat(raw.hgetAll("session:123:jwt")).containsEntry("version", "1").containsEntry("attr:cart", "3");
        assertThat(raw.hexists("session:123:jwt", "attr:theme")).isFalse();

        store.rotate(id, "next");
        assertThat(raw.exists("session:123:jwt")).isFalse();
        assertThat(raw.hkeys("session:123:next")).contains("rotated_at").doesNotContain("rotated", "previous");
        assertThat(raw.smembers("user_sessions:123")).containsExactly("next");
    }

    @Test
    void what_another_service_put_into_a_session_stays_through_every_operation() {
        raw.hset("session:123:jwt", Map.of("created_at", LONG_AGO, "last_activity", LONG_AGO, "csrf", "x"));
        raw.sadd("user_sessions:123", "jwt");
        SessionStore graceful = store(SessionOptions.builder().rotationGrace(Duration.ofMinutes(1)));

        graceful.findAndTouch(SessionId.of(123, "jwt"));
        graceful.update(SessionId.of(123, "jwt"), SessionUpdate.of("a", "1").deviceInfo("{}"));
        graceful.rotate(SessionId.of(123, "jwt"), "next");
        graceful.list(123);

        assertThat(raw.hget("session:123:next", "csrf")).isEqualTo("x");
        assertThat(raw.hget("session:123:jwt", "csrf")).isEqualTo("x");
        assertThat(raw.hget("session:123:next", "created_at")).isEqualTo(LONG_AGO);
    }

    @Test
    void a_session_that_a_service_ended_by_the_documents_commands_is_gone_here() {
        store.create(NewSession.of(123, "alice").token("jwt"));

        raw.del("session:123:jwt");
        raw.srem("user_sessions:123", "jwt");

        assertThat(store.findAndTouch(SessionId.of(123, "jwt"))).isEmpty();
        assertThat(store.update(SessionId.of(123, "jwt"), SessionUpdate.of("a", "1")))
                .isEqualTo(new Updated.Gone(false));
        assertThat(store.rotate(SessionId.of(123, "jwt"))).isEmpty();
        assertThat(raw.dbSize()).isZero();
    }
}
