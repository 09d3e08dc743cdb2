package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.client.RedisWrongTypeException;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** Sessions shared with a service that follows the document, and hashes that no service should have written. */
@RedisTest
class SessionInteropTest {
    private static final long THIRTY_DAYS = 2_592_000;

    private Redis redis;
    private SessionStore store;
    private RedisClient raw;

    @BeforeEach
    void connect(RedisServer server) {
        redis = Redis.connect(RedisOptions.of(server.uri()));
        store = SessionStore.on(redis);
        raw = RedisClient.create(server.uri());
    }

    @AfterEach
    void close() {
        raw.close();
        redis.close();
    }

    @Test
    void what_this_library_writes_is_the_document_byte_for_byte() {
        Session session =
                store.create(NewSession.of(123, "alice", "jwt").authData("{}").deviceInfo("[]"));

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

        Session session = store.find(123, "jwt").orElseThrow();
        assertThat(session.createdAt()).isEqualTo(Instant.ofEpochSecond(1_640_995_200));
        assertThat(session.lastActivity()).isEqualTo(session.createdAt());
        assertThat(session.username()).isEmpty();
        assertThat(store.list(123)).containsExactly(session);

        assertThat(store.findAndTouch(123, "jwt").orElseThrow().lastActivity()).isAfter(session.lastActivity());
        assertThat(store.revokeAll(123)).isEqualTo(new Revocation(1));
        assertThat(raw.dbSize()).isZero();
    }

    @Test
    void a_touch_puts_the_end_of_session_and_index_off_and_heals_a_lost_index() {
        store.create(NewSession.of(123, "alice", "jwt"));
        raw.expire("session:123:jwt", 100);
        raw.del("user_sessions:123");

        assertThat(store.find(123, "jwt")).isPresent();
        assertThat(raw.ttl("session:123:jwt")).isLessThanOrEqualTo(100);

        assertThat(store.findAndTouch(123, "jwt")).isPresent();
        assertThat(raw.ttl("session:123:jwt")).isGreaterThan(THIRTY_DAYS - 60);
        assertThat(raw.ttl("user_sessions:123")).isGreaterThan(THIRTY_DAYS - 60);
        assertThat(raw.smembers("user_sessions:123")).containsExactly("jwt");
    }

    @Test
    void a_shorter_session_never_shortens_the_index() {
        store.create(NewSession.of(123, "alice", "long"));
        SessionStore brief = SessionStore.on(redis, SessionOptions.defaults().withIdle(Duration.ofMinutes(1)));
        raw.sadd("user_sessions:124", "of another service");

        brief.create(NewSession.of(124, "bob", "short"));
        assertThat(raw.ttl("user_sessions:124")).isGreaterThan(THIRTY_DAYS - 60);
        brief.create(NewSession.of(123, "alice", "short"));
        brief.findAndTouch(123, "short");

        assertThat(raw.ttl("session:123:short")).isBetween(1L, 60L);
        assertThat(raw.ttl("user_sessions:123")).isGreaterThan(THIRTY_DAYS - 60);
    }

    @Test
    void tokens_whose_session_is_gone_are_pruned_by_a_list_and_by_log_ins() {
        for (int i = 0; i < 50; i++) {
            raw.sadd("user_sessions:123", "dead-" + i);
        }
        store.create(NewSession.of(123, "alice", "live"));
        assertThat(raw.scard("user_sessions:123")).isLessThanOrEqualTo(41);

        assertThat(store.list(123)).extracting(Session::token).containsExactly("live");
        assertThat(raw.smembers("user_sessions:123")).containsExactly("live");
    }

    @Test
    void a_damaged_hash_is_ignored_and_counted_or_fails_as_the_options_say() {
        raw.hset("session:123:other", Map.of("user_id", "124", "created_at", "1640995200"));
        raw.hset("session:123:refresh", Map.of("token_type", "refresh", "created_at", "1640995200"));
        raw.hset("session:123:partial", Map.of("username", "alice"));
        raw.hset("session:123:garbled", Map.of("created_at", "yesterday"));
        raw.set("session:123:string", "{}");
        raw.sadd("user_sessions:123", "other", "refresh", "partial", "garbled", "string");
        SessionStore strict =
                SessionStore.on(redis, SessionOptions.defaults().withUnreadable(SessionOptions.Unreadable.FAIL));

        for (String token : raw.smembers("user_sessions:123")) {
            assertThat(store.find(123, token)).as(token).isEmpty();
            assertThat(store.findAndTouch(123, token)).as(token).isEmpty();
            assertThatThrownBy(() -> strict.find(123, token)).isInstanceOf(UnreadableSessionException.class);
            assertThatThrownBy(() -> strict.findAndTouch(123, token)).isInstanceOf(UnreadableSessionException.class);
        }
        assertThat(store.list(123)).isEmpty();
        assertThat(store.unreadable()).isEqualTo(15);
        assertThat(strict.unreadable()).isEqualTo(10);
        assertThat(store.revokeAll(123)).isEqualTo(new Revocation(5));
    }

    @Test
    void a_damaged_index_fails_clearly_leaves_nothing_half_done_and_never_keeps_a_session_alive() {
        raw.set("user_sessions:123", "no set");

        assertThatThrownBy(() -> store.create(NewSession.of(123, "alice", "jwt")))
                .isInstanceOf(RedisWrongTypeException.class)
                .hasMessageNotContaining("jwt:")
                .hasMessageContaining("sessions.create");
        assertThat(raw.exists("session:123:jwt")).isFalse();

        raw.hset("session:123:jwt", Map.of("created_at", "1640995200"));
        assertThatThrownBy(() -> store.revoke(123, "jwt")).isInstanceOf(RedisWrongTypeException.class);
        assertThat(raw.exists("session:123:jwt")).isFalse();
    }
}
