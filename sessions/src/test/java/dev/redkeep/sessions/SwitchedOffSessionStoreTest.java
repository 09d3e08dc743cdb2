package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.client.RedisUnavailableException;
import dev.redkeep.core.observe.RedisStats;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RedisTest
class SwitchedOffSessionStoreTest {
    private static final SessionId ID = SessionId.of(123, "token");

    private Redis redis;

    @BeforeEach
    void connect(RedisServer server) {
        redis = Redis.connect(RedisOptions.fromEnvironment(
                Map.of("REDIS_ADDR", server.uri().toString(), "REDIS_SESSIONS_ENABLED", "false")));
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void each_operation_fails_with_what_helps_and_sends_nothing() {
        SessionStore store = SessionStore.on(redis);
        RedisStats before = redis.stats();

        List<ThrowingCallable> all = List.of(
                () -> store.create(NewSession.of(123, "alice")),
                () -> store.find(ID),
                () -> store.findAndTouch(ID),
                () -> store.update(ID, SessionUpdate.none()),
                () -> store.rotate(ID),
                () -> store.rotate(ID, "other"),
                () -> store.revoke(ID),
                () -> store.revokeAll(123),
                () -> store.revokeOthers(ID),
                () -> store.list(123),
                () -> store.count(123));
        for (ThrowingCallable one : all) {
            assertThatThrownBy(one)
                    .isInstanceOf(RedisUnavailableException.class)
                    .hasMessageMatching("sessions\\.\\w+: sessions in Redis are switched off\\. "
                            + "Set REDIS_SESSIONS_ENABLED=true, or add a fallback\\.");
        }
        assertThat(store.unreadable()).isZero();
        assertThat(redis.stats()).isEqualTo(before);
    }

    @Test
    void with_a_fallback_memory_alone_answers_and_nothing_is_degraded() {
        InMemorySessionStore memory = SessionStore.inMemory(SessionOptions.defaults(), 10);
        SessionStore store = SessionStore.on(redis).withFallback(memory);

        Session session = store.create(NewSession.of(123, "alice")).session();
        assertThat(session.degraded()).isFalse();
        assertThat(memory.find(session.id())).contains(session);
        assertThat(store.find(ID)).isEmpty();
        assertThat(store.revoke(session.id())).isEqualTo(new Revocation(1, false));
    }
}
