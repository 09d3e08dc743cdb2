package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.RedisTimeoutException;
import dev.redkeep.core.client.RedisUnavailableException;
import dev.redkeep.sessions.FallbackOptions.Unknown;
import dev.redkeep.sessions.SessionEvent.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** What a fallback answers, with Redis there and with Redis away. What comes after that is in {@link FallbackReturnTest}. */
class FallbackSessionStoreTest extends FallbackFixture {
    @Test
    void with_redis_there_nothing_is_degraded() {
        assertThat(store.find(alice).orElseThrow().degraded()).isFalse();
        assertThat(store.degraded()).isFalse();
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
        assertThat(store.degraded()).isTrue();
        assertThat(store.find(id)).contains(created.session());
        assertThat(store.findAndTouch(id).orElseThrow().degraded()).isTrue();
        assertThat(store.update(id, SessionUpdate.of("a", "2").ifVersion(0))).isEqualTo(new Updated.Done(1, true));
        assertThat(store.update(id, SessionUpdate.of("a", "3").ifVersion(0))).isEqualTo(new Updated.Conflict(1, true));
        assertThat(store.list(BOB)).hasSize(1).allMatch(Session::degraded);
        assertThat(store.count(BOB)).isEqualTo(1);
        SessionId next = store.rotate(id).orElseThrow().id();
        assertThat(store.revokeOthers(next)).isEqualTo(new Revocation(0, true));
        assertThat(store.revoke(next)).isEqualTo(new Revocation(1, true));
        assertThat(store.revokeAll(BOB)).isEqualTo(new Revocation(0, true));
        assertThat(events.total(Kind.DEGRADED)).isEqualTo(11);
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
    void of_many_revocations_of_nothing_some_wait_and_the_others_are_refused() {
        InMemorySessionStore unheard = SessionStore.inMemory(SessionOptions.defaults(), 10);
        SessionStore quiet = redis.withFallback(unheard, OPTIONS);
        redis.away();
        log(quiet, BOB);
        String none = "none".repeat(150);
        int waiting = 0;
        int refused = 0;
        for (int i = 0; i < 100_000; i++) {
            try {
                waiting += quiet.revoke(SessionId.of(i, none)).pending() ? 1 : 0;
            } catch (RedisUnavailableException full) {
                refused++;
            }
        }
        assertThat(refused).isBetween(40_000, 60_000).isEqualTo(100_000 - waiting);
        assertThat(unheard.count(BOB)).isEqualTo(1);

        awaitReturn(quiet);
        assertThat(quiet.count(BOB)).isEqualTo(1);
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
    void a_text_that_cannot_be_a_token_is_of_no_session_also_while_redis_is_away() {
        redis.away();
        log(store, BOB);
        for (SessionId nobody :
                List.of(SessionId.of(""), SessionId.of("x".repeat(8_193)), SessionId.of(ALICE, "\ud800"))) {
            assertThat(look(nobody)).isEqualTo(Found.GONE);
            assertThat(store.update(nobody, SessionUpdate.none())).isEqualTo(new Updated.Gone(true));
            assertThat(store.rotate(nobody)).isEmpty();
            assertThat(store.revoke(nobody).ended()).isZero();
            assertThat(store.revokeOthers(nobody).ended()).isZero();
        }
        redis.calls.clear();
        awaitReturn(store);
        assertThat(redis.calls).doesNotContain("revoke", "revokeOthers");
    }

    @Test
    void what_memory_does_not_know_is_absent_where_that_is_asked_for() {
        SessionStore absent = redis.withFallback(memory, OPTIONS.withUnknown(Unknown.ABSENT));
        redis.away();
        assertThat(absent.find(alice)).isEmpty();
        assertThat(absent.update(alice, SessionUpdate.none())).isEqualTo(new Updated.Gone(true));
        assertThat(absent.rotate(alice)).isEmpty();
        assertThat(absent.list(ALICE)).isEmpty();
        assertThat(absent.count(ALICE)).isZero();
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

    /** Whose call failed and who learns of it only when Redis is back again is told of the failure. */
    private boolean fails(Runnable call) {
        try {
            call.run();
            return false;
        } catch (RedisUnavailableException told) {
            return true;
        }
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
                SessionId[] logged = new SessionId[1];
                if (fails(() -> logged[0] = log(store, thread))) {
                    continue;
                }
                SessionId id = logged[0];
                if (i % 3 == 0) {
                    if (fails(() -> store.revoke(id))) {
                        continue;
                    }
                    revoked.add(id);
                    assertThat(look(id)).isNotEqualTo(Found.THERE);
                } else {
                    assertThat(look(id)).isNotEqualTo(Found.GONE);
                    made.add(id);
                }
            }
        });
        awaitReturn(store);
        assertThat(made).isNotEmpty().allMatch(id -> redis.data.find(id).isPresent());
        assertThat(revoked).isNotEmpty().noneMatch(id -> redis.data.find(id).isPresent());
    }
}
