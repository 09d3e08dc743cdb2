package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.client.RedisTimeoutException;
import dev.redkeep.core.client.RedisUnavailableException;
import dev.redkeep.core.key.Key;
import dev.redkeep.sessions.FallbackOptions.OnReturn;
import dev.redkeep.sessions.FallbackOptions.Unknown;
import dev.redkeep.sessions.SessionEvent.Kind;
import dev.redkeep.sessions.SessionOptions.Excess;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The states of a fallback, over a store that stands for Redis. A killed Redis is in {@link FallbackSessionTest}. */
class FallbackSessionStoreTest {
    private static final long ALICE = 123;
    private static final long BOB = 124;
    private static final FallbackOptions OPTIONS = FallbackOptions.defaults().withProbeEvery(Duration.ofMillis(10));

    private static final Key KEY = SessionKeys.USER_SESSIONS.key(1L);

    private final SessionEvents events = new SessionEvents();
    private final FlakyStore redis = new FlakyStore(SessionOptions.defaults());
    private final InMemorySessionStore memory =
            SessionStore.inMemory(SessionOptions.builder().listener(events).build(), 10_000);
    private final SessionStore store = redis.withFallback(memory, OPTIONS);
    private final SessionId alice = log(store, ALICE);

    private static SessionId log(SessionStore in, long user) {
        return in.create(NewSession.of(user, "name")).session().id();
    }

    private void awaitReturn(SessionStore of) {
        redis.back();
        await().pollInterval(Duration.ofMillis(5)).ignoreExceptions().until(() -> {
            redis.calls.clear();
            of.list(99);
            return redis.calls.equals(List.of("list"));
        });
    }

    /** A failure of which nobody knows whether the command has run. */
    private static RedisException inDoubt() {
        try (RedisServer server = RedisServer.start(ServerOptions.defaults());
                Redis client = Redis.connect(RedisOptions.of(server.uri()))) {
            server.pause();
            client.within(Duration.ofMillis(100)).execute("test", KEY, commands -> commands.del(KEY.bytes()));
            throw new AssertionError("a halted server answered");
        } catch (RedisTimeoutException failure) {
            assertThat(failure.mayHaveRun()).isTrue();
            return failure;
        }
    }

    @Test
    void with_redis_there_nothing_is_degraded() {
        assertThat(store.find(alice).orElseThrow().degraded()).isFalse();
        assertThat(store.update(alice, SessionUpdate.none())).isEqualTo(new Updated.Done(1, false));
        assertThat(store.revoke(alice)).isEqualTo(new Revocation(1, false));
        assertThat(redis.calls).containsExactly("create", "find", "update", "revoke");
        assertThat(events.all()).isEmpty();
    }

    @Test
    void while_redis_is_away_memory_answers_and_says_so() {
        redis.away();
        Created created = store.create(NewSession.of(BOB, "bob").attribute("a", "1"));
        SessionId id = created.session().id();

        assertThat(created.session().degraded()).isTrue();
        assertThat(store.find(id)).contains(created.session());
        assertThat(store.findAndTouch(id).orElseThrow().degraded()).isTrue();
        assertThat(store.update(id, SessionUpdate.of("a", "2").ifVersion(0))).isEqualTo(new Updated.Done(1, true));
        assertThat(store.update(id, SessionUpdate.of("a", "3").ifVersion(0))).isEqualTo(new Updated.Conflict(1));
        assertThat(store.list(BOB)).hasSize(1).allMatch(Session::degraded);
        SessionId next = store.rotate(id).orElseThrow().id();
        assertThat(store.revokeOthers(next)).isEqualTo(new Revocation(0, true));
        assertThat(store.revoke(next)).isEqualTo(new Revocation(1, true));
        assertThat(store.revokeAll(BOB)).isEqualTo(new Revocation(0, true));
        assertThat(events.total(Kind.DEGRADED)).isEqualTo(10);
        assertThat(events.all()).allMatch(event -> event.userId() == BOB);
    }

    @Test
    void redis_is_asked_once_in_the_time_between_probes() {
        SessionStore patient = redis.withFallback(memory, OPTIONS.withProbeEvery(Duration.ofMinutes(1)));
        redis.away();
        SessionId id = log(patient, BOB);
        redis.calls.clear();
        for (int i = 0; i < 1_000; i++) {
            patient.find(id);
        }
        assertThat(redis.calls).isEmpty();
    }

    @Test
    void what_memory_does_not_know_fails_and_nobody_is_logged_out() {
        redis.away();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> store.find(alice)).isInstanceOf(RedisUnavailableException.class);
            assertThatThrownBy(() -> store.findAndTouch(alice)).isInstanceOf(RedisUnavailableException.class);
            assertThatThrownBy(() -> store.update(alice, SessionUpdate.none()))
                    .isInstanceOf(RedisUnavailableException.class);
            assertThatThrownBy(() -> store.rotate(alice)).isInstanceOf(RedisUnavailableException.class);
            assertThatThrownBy(() -> store.list(ALICE)).isInstanceOf(RedisUnavailableException.class);
            assertThatThrownBy(() -> store.count(ALICE)).isInstanceOf(RedisUnavailableException.class);
        }
        awaitReturn(store);
        assertThat(store.find(alice)).isPresent();
    }

    @Test
    void what_memory_does_not_know_is_absent_where_that_is_asked_for() {
        SessionStore absent = redis.withFallback(memory, OPTIONS.withUnknown(Unknown.ABSENT));
        redis.away();
        assertThat(absent.find(alice)).isEmpty();
        assertThat(absent.update(alice, SessionUpdate.none())).isEqualTo(new Updated.Gone());
        assertThat(absent.rotate(alice)).isEmpty();
        assertThat(absent.list(ALICE)).isEmpty();
        assertThat(absent.count(ALICE)).isZero();
    }

    @Test
    void a_session_made_meanwhile_is_carried_over_as_it_is_then() {
        redis.away();
        SessionId first = store.create(
                        NewSession.of(BOB, "bob").attribute("a", "1").attribute("b", "1"))
                .session()
                .id();
        store.update(first, SessionUpdate.of("a", "2").removing("b").authData("{}"));
        SessionId id = store.rotate(first).orElseThrow().id();
        Session there = store.find(id).orElseThrow();

        awaitReturn(store);

        Session back = store.find(id).orElseThrow();
        assertThat(back.degraded()).isFalse();
        assertThat(back.version()).isEqualTo(1);
        assertThat(back.attributes()).containsOnlyKeys("a").containsEntry("a", "2");
        assertThat(back.authData()).contains("{}");
        assertThat(Duration.between(there.createdAt(), back.createdAt()).abs()).isLessThan(Duration.ofSeconds(2));
        assertThat(store.find(first)).isEmpty();
        assertThat(memory.count(BOB)).isZero();
        assertThat(events.total(Kind.EVICTED) + events.total(Kind.REVOKED)).isZero();
    }

    @Test
    void a_session_made_meanwhile_ends_where_that_is_asked_for() {
        SessionStore dropping = redis.withFallback(memory, OPTIONS.withOnReturn(OnReturn.DROP));
        redis.away();
        SessionId id = log(dropping, BOB);
        awaitReturn(dropping);
        assertThat(dropping.find(id)).isEmpty();
        assertThat(events.of(Kind.EVICTED)).containsExactly(new SessionEvent(Kind.EVICTED, BOB, 1));
    }

    @Test
    void revocations_are_done_before_anyone_is_served_again() {
        SessionId other = log(store, ALICE);
        SessionId bob = log(store, BOB);
        SessionId bobs = log(store, BOB);
        SessionId carol = log(store, 125);
        redis.away();
        store.revoke(alice);
        store.revokeOthers(bobs);
        store.revokeAll(125);
        assertThat(store.find(alice)).isEmpty();
        assertThat(store.find(carol)).isEmpty();
        SessionId again = log(store, 125);
        redis.back();

        await().until(() -> {
            try {
                assertThat(store.find(alice)).isEmpty();
                assertThat(store.find(carol)).isEmpty();
                return store.find(bobs).isPresent();
            } catch (RedisUnavailableException still) {
                return false;
            }
        });
        assertThat(store.find(bob)).isEmpty();
        assertThat(store.find(other)).isPresent();
        assertThat(store.find(again).orElseThrow().degraded()).isFalse();
    }

    @Test
    void who_signs_out_everywhere_else_from_a_session_made_meanwhile_keeps_it_alone() {
        redis.away();
        SessionId made = log(store, ALICE);
        SessionId other = log(store, ALICE);
        assertThat(store.revokeOthers(made)).isEqualTo(new Revocation(1, true));

        awaitReturn(store);
        assertThat(store.find(made)).isPresent();
        assertThat(store.find(alice)).isEmpty();
        assertThat(store.find(other)).isEmpty();
    }

    @Test
    void who_signs_out_everywhere_else_by_an_id_that_was_made_up_ends_nothing() {
        redis.away();
        SessionId made = log(store, ALICE);
        assertThat(store.revokeOthers(SessionId.of(ALICE, "forged"))).isEqualTo(new Revocation(0, true));

        awaitReturn(store);
        assertThat(store.find(made)).isPresent();
        assertThat(store.find(alice)).isPresent();
    }

    @Test
    void a_return_that_breaks_off_anywhere_goes_on_later_and_loses_nothing() {
        for (int calm = 0; calm < 12; calm++) {
            SessionId revoked = log(store, ALICE);
            redis.away();
            store.revoke(revoked);
            SessionId one = log(store, BOB);
            SessionId two = log(store, BOB);
            redis.failsAfter(calm, RedisUnavailableException.notSent("test", "loading", "Wait."));
            int last = calm;
            await().pollInterval(Duration.ofMillis(2)).until(() -> {
                Found found = look(two);
                return found == Found.UNKNOWN || redis.calls.size() > last;
            });
            store.revoke(one);

            awaitReturn(store);
            assertThat(store.find(revoked)).isEmpty();
            assertThat(store.find(one)).isEmpty();
            assertThat(store.find(two)).isPresent();
            assertThat(store.revokeAll(BOB).ended()).isEqualTo(1);
        }
    }

    private enum Found {
        THERE,
        GONE,
        UNKNOWN
    }

    private Found look(SessionId id) {
        try {
            return store.find(id).isPresent() ? Found.THERE : Found.GONE;
        } catch (RedisUnavailableException unknown) {
            return Found.UNKNOWN;
        }
    }

    @Test
    void a_log_in_that_may_have_run_is_one_session_and_its_changes_are_kept() {
        redis.answersNoMore(inDoubt());
        SessionId id = store.create(
                        NewSession.of(BOB, "bob").attribute("a", "1").attribute("b", "1"))
                .session()
                .id();
        assertThat(redis.data.find(id)).isPresent();
        store.update(id, SessionUpdate.of("a", "2").removing("b"));

        awaitReturn(store);
        assertThat(store.count(BOB)).isEqualTo(1);
        assertThat(store.find(id).orElseThrow().attributes())
                .containsOnlyKeys("a")
                .containsEntry("a", "2");
    }

    @Test
    void a_log_in_that_may_have_run_leaves_no_old_token_behind() {
        redis.answersNoMore(inDoubt());
        SessionId before = log(store, BOB);
        SessionId after = store.rotate(before).orElseThrow().id();

        awaitReturn(store);
        assertThat(store.find(before)).isEmpty();
        assertThat(store.find(after)).isPresent();
        assertThat(store.count(BOB)).isEqualTo(1);
    }

    @Test
    void a_change_that_may_have_run_is_not_denied() {
        SessionStore absent = redis.withFallback(memory, OPTIONS.withUnknown(Unknown.ABSENT));
        redis.answersNoMore(inDoubt());
        assertThatThrownBy(() -> absent.update(alice, SessionUpdate.none())).isInstanceOf(RedisTimeoutException.class);
    }

    @Test
    void what_redis_refuses_is_no_outage() {
        redis.failsAfter(0, new SessionExistsException());
        assertThatThrownBy(() -> log(store, BOB)).isInstanceOf(SessionExistsException.class);
        redis.back();
        assertThat(store.find(alice).orElseThrow().degraded()).isFalse();
        assertThat(events.all()).isEmpty();
    }

    @Test
    void an_interrupted_caller_is_no_outage() {
        redis.away();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> log(store, BOB)).isInstanceOf(RedisUnavailableException.class);
        assertThat(Thread.interrupted()).isTrue();
        redis.back();
        assertThat(store.find(alice).orElseThrow().degraded()).isFalse();
    }

    @Test
    void a_session_for_which_there_is_no_room_ends_and_that_is_told() {
        FlakyStore strict = new FlakyStore(
                SessionOptions.builder().maximum(1, Excess.REJECT).build());
        SessionStore both = strict.withFallback(memory, OPTIONS);
        SessionId first = log(both, BOB);
        strict.away();
        log(both, BOB);
        strict.back();
        await().ignoreExceptions().until(() -> !both.find(first).orElseThrow().degraded());
        assertThat(both.count(BOB)).isEqualTo(1);
        assertThat(events.total(Kind.EVICTED)).isEqualTo(1);
    }

    @Test
    void more_revocations_than_can_be_remembered_are_refused_and_not_forgotten() {
        PendingRevocations few = new PendingRevocations(200);
        few.add("sessions.revoke", new PendingRevocation.One(alice));
        PendingRevocation more = new PendingRevocation.One(SessionId.of(BOB, "t".repeat(100)));
        assertThatThrownBy(() -> few.add("sessions.revoke", more))
                .isInstanceOf(RedisUnavailableException.class)
                .hasMessageContaining("sessions.revoke")
                .hasMessageNotContaining("ttt");
        few.add("sessions.revoke", new PendingRevocation.One(alice));
        assertThat(few.take()).contains(new PendingRevocation.One(alice));
        assertThat(few.take()).isEmpty();
        few.add("sessions.revoke", more);
        assertThat(few.covers(SessionId.of(BOB, "t".repeat(100)))).isTrue();
    }

    @Test
    void through_any_number_of_outages_what_was_revoked_stays_so_and_what_was_made_stays() {
        Set<SessionId> made = ConcurrentHashMap.newKeySet();
        Set<SessionId> revoked = ConcurrentHashMap.newKeySet();
        Together.run(thread -> {
            for (int i = 0; i < 60; i++) {
                if (thread == 0) {
                    redis.away();
                    look(alice);
                    redis.back();
                    continue;
                }
                SessionId id = log(store, thread);
                if (i % 3 == 0) {
                    store.revoke(id);
                    revoked.add(id);
                    assertThat(look(id)).isNotEqualTo(Found.THERE);
                } else {
                    assertThat(look(id)).isNotEqualTo(Found.GONE);
                    made.add(id);
                }
            }
        });
        awaitReturn(store);
        assertThat(made).allMatch(id -> redis.data.find(id).isPresent());
        assertThat(revoked).noneMatch(id -> redis.data.find(id).isPresent());
    }
}
