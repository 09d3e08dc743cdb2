package dev.redkeep.sessions;

import static dev.redkeep.sessions.Patient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisAuthenticationException;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.client.RedisOutOfMemoryException;
import dev.redkeep.core.client.RedisUnavailableException;
import dev.redkeep.sessions.SessionEvent.Kind;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A Redis that is back and refuses some of what memory answered for it. */
class FallbackRefusalTest extends FallbackFixture {
    /** What a server says that does not take the password. */
    private static RedisAuthenticationException unauthenticated() {
        try (RedisServer server = RedisServer.start(ServerOptions.defaults())) {
            URI uri = server.uri();
            RedisOptions wrong = RedisOptions.of(
                    URI.create(uri.getScheme() + "://nobody:wrong@" + uri.getHost() + ":" + uri.getPort()));
            Redis.connect(wrong).close();
            throw new AssertionError("a server took a wrong password");
        } catch (RedisAuthenticationException failure) {
            return failure;
        }
    }

    @Test
    void a_session_that_redis_refuses_ends_and_keeps_nobody_waiting() {
        redis.away();
        SessionId lost = log(store, BOB);
        redis.refuses("create", outOfMemory());
        redis.back();

        awaitServing(store);

        assertThat(store.find(alice).orElseThrow().degraded()).isFalse();
        assertThat(store.find(lost)).isEmpty();
        assertThat(events.of(Kind.EVICTED)).containsExactly(new SessionEvent(Kind.EVICTED, BOB, 1));
        assertThatThrownBy(() -> log(store, BOB)).isInstanceOf(RedisOutOfMemoryException.class);
    }

    @Test
    void a_revocation_that_redis_refuses_is_gone_here_and_tried_again_until_it_is_done() {
        SessionId other = log(store, ALICE);
        redis.away();
        store.revoke(alice);
        store.revokeAll(BOB);
        redis.refuses("revoke", outOfMemory());
        redis.refuses("revokeAll", outOfMemory());
        redis.back();

        awaitServing(store);

        assertThat(store.find(other).orElseThrow().degraded()).isFalse();
        assertThat(redis.data.find(alice)).isPresent();
        for (int i = 0; i < 100; i++) {
            assertThat(store.find(alice)).isEmpty();
            assertThat(store.findAndTouch(alice)).isEmpty();
            assertThat(store.update(alice, SessionUpdate.none())).isEqualTo(new Updated.Gone(false));
            assertThat(store.rotate(alice)).isEmpty();
        }
        await().until(() -> {
            store.find(other);
            return redis.calls.contains("revoke") && redis.calls.contains("revokeAll");
        });
        redis.refusesNothing();
        await().until(() ->
                store.find(other).isPresent() && redis.data.find(alice).isEmpty());
        await().until(() -> {
            redis.calls.clear();
            store.find(other);
            return redis.calls.equals(List.of("find"));
        });
    }

    @Test
    void a_password_that_redis_no_longer_takes_ends_no_session() {
        redis.away();
        SessionId made = log(store, BOB);
        redis.failsAfter(0, unauthenticated());
        redis.calls.clear();
        await().pollInterval(Duration.ofMillis(5)).until(() -> {
            assertThat(store.find(made).orElseThrow().degraded()).isTrue();
            return redis.calls.size() > 3;
        });
        assertThat(redis.calls).containsOnly("find");

        awaitReturn(store);
        assertThat(store.find(made)).isPresent();
        assertThat(events.total(Kind.EVICTED)).isZero();
    }

    @Test
    void a_session_that_ended_in_redis_meanwhile_is_lost_and_that_is_told() {
        FlakyStore graceful = new FlakyStore(
                SessionOptions.builder().rotationGrace(Duration.ofMinutes(1)).build());
        SessionStore both = graceful.withFallback(memory, OPTIONS);
        for (int updates = 0; updates < 2; updates++) {
            graceful.answersNoMore(inDoubt());
            SessionId id = log(both, BOB);
            for (int i = 0; i < updates; i++) {
                both.update(id, SessionUpdate.of("a", "1"));
            }
            graceful.data.rotate(id);
            graceful.back();
            int evicted = updates + 1;
            await().ignoreExceptions().until(() -> {
                both.find(id);
                return events.total(Kind.EVICTED) == evicted;
            });
        }
    }

    @Test
    void what_memory_alone_has_is_revoked_however_many_revocations_wait() {
        redis.away();
        SessionId made = log(store, BOB);
        SessionId another = log(store, BOB);
        SessionId rotated = store.rotate(another).orElseThrow().id();
        for (int length : new int[] {8_180, 20}) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 10_000; i++) {
                            store.revoke(SessionId.of(BOB, "x".repeat(length) + i));
                        }
                    })
                    .isInstanceOf(RedisUnavailableException.class)
                    .hasMessageContaining("too many revocations");
        }
        assertThatThrownBy(() -> store.revoke(alice)).isInstanceOf(RedisUnavailableException.class);

        assertThat(store.revoke(made)).isEqualTo(new Revocation(1, true));
        assertThat(store.revoke(rotated)).isEqualTo(new Revocation(1, true));
        assertThat(memory.count(BOB)).isZero();
    }

    @Test
    void a_session_revoked_while_it_is_carried_over_ends_in_redis_too() {
        redis.away();
        SessionId made = log(store, BOB);
        redis.during("create", () -> assertThat(store.revoke(made).ended()).isEqualTo(1));

        awaitReturn(store);
        assertThat(redis.data.find(made)).isEmpty();
        assertThat(store.find(made)).isEmpty();
    }
}
