package dev.redkeep.sessions;

import static dev.redkeep.sessions.Patient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.observe.RedisStats;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Redis that is killed, or halted, and comes back with its data. */
class FallbackSessionTest {
    private static final long ALICE = 123;
    private static final Duration HASTE = Duration.ofMillis(200);
    private static final FallbackOptions OPTIONS = FallbackOptions.defaults().withProbeEvery(Duration.ofMillis(20));

    private final RedisServer server =
            RedisServer.start(ServerOptions.defaults().withAppendOnly());
    private final InMemorySessionStore memory = SessionStore.inMemory(SessionOptions.defaults(), 1_000);
    private final Haste haste = new Haste();
    private Redis redis;
    private SessionStore store;

    @BeforeEach
    void connect() {
        redis = Patient.connect(server);
        store = SessionStore.on(haste.of(redis)).withFallback(memory, OPTIONS);
    }

    @AfterEach
    void close() {
        redis.close();
        server.close();
    }

    @Test
    void a_killed_redis_finds_when_it_is_back_what_was_made_and_not_what_was_revoked() {
        SessionId kept = log(ALICE);
        SessionId revoked = log(ALICE);
        server.kill();

        SessionId made = log(124);
        assertThat(store.find(made).orElseThrow().degraded()).isTrue();
        assertThat(store.revoke(revoked).pending()).isTrue();
        assertThat(store.find(revoked)).isEmpty();
        assertThatThrownBy(() -> store.find(kept)).isInstanceOf(RedisException.class);

        server.restart();
        await().ignoreExceptionsInstanceOf(RedisException.class).until(() -> {
            assertThat(store.find(revoked)).isEmpty();
            return store.find(kept).isPresent() && !store.degraded();
        });
        assertThat(store.find(made).orElseThrow().degraded()).isFalse();
        assertThat(SessionStore.on(redis).find(made)).isPresent();
        assertThat(SessionStore.on(redis).find(revoked)).isEmpty();
        assertThat(memory.count(124)).isZero();
    }

    @Test
    void a_halted_redis_costs_one_caller_its_deadline_and_others_nothing() {
        SessionStore patient = SessionStore.on(haste.of(redis))
                .withFallback(
                        SessionStore.inMemory(SessionOptions.defaults(), 10),
                        OPTIONS.withProbeEvery(Duration.ofMinutes(5)));
        assertThat(patient.count(ALICE)).isZero();
        server.pause();
        haste.begin(HASTE);
        RedisStats before = redis.stats();

        SessionId made = patient.create(NewSession.of(124, "name")).session().id();
        Together.run(thread -> {
            for (int i = 0; i < 1_000; i++) {
                assertThat(patient.findAndTouch(made).orElseThrow().degraded()).isTrue();
            }
        });

        assertThat(redis.stats().operations() - before.operations()).isEqualTo(1);
        assertThat(redis.stats().timeouts() - before.timeouts()).isEqualTo(1);
        server.resume();
    }

    @Test
    void a_halted_redis_that_goes_on_has_one_session_of_a_log_in_in_doubt() {
        SessionId kept = log(ALICE);
        server.pause();
        haste.begin(HASTE);
        SessionId made = log(124);
        assertThat(store.find(made).orElseThrow().degraded()).isTrue();

        server.resume();
        haste.end();
        await().ignoreExceptionsInstanceOf(RedisException.class)
                .until(() -> store.find(kept).isPresent() && !store.degraded());
        assertThat(store.find(made).orElseThrow().degraded()).isFalse();
        assertThat(store.count(124)).isEqualTo(1);
    }

    private SessionId log(long user) {
        return store.create(NewSession.of(user, "name")).session().id();
    }
}
