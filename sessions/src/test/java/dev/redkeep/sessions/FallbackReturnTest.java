package dev.redkeep.sessions;

import static dev.redkeep.sessions.Patient.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.RedisUnavailableException;
import dev.redkeep.sessions.FallbackOptions.OnReturn;
import dev.redkeep.sessions.SessionEvent.Kind;
import dev.redkeep.sessions.SessionOptions.Excess;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes in Redis, when it is back, of what memory answered. A killed Redis is in {@link FallbackSessionTest}. */
class FallbackReturnTest extends FallbackFixture {
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

        long begun = System.nanoTime();
        awaitReturn(store);
        Session back = store.find(id).orElseThrow();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(back.degraded()).isFalse();
        assertThat(back.version()).isEqualTo(1);
        assertThat(back.attributes()).containsOnlyKeys("a").containsEntry("a", "2");
        assertThat(back.authData()).contains("{}");
        assertThat(Duration.between(there.createdAt(), back.createdAt()).abs()).isLessThan(took.plusSeconds(2));
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
                return store.find(bobs).isPresent() && !store.degraded();
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
            redis.calls.clear();
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
}
