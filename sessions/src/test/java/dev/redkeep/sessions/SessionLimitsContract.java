package dev.redkeep.sessions;

import static dev.redkeep.sessions.Patient.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.sessions.SessionEvent.Kind;
import dev.redkeep.sessions.SessionOptions.Excess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Limits of time and of number. */
interface SessionLimitsContract extends SessionContractFixture {
    Duration SHORT = Duration.ofMillis(300);
    Duration IDLE = Duration.ofSeconds(1);
    Duration LONG = Duration.ofMinutes(10);

    @Test
    default void an_unused_session_ends_and_leaves_the_index_once() {
        SessionEvents events = new SessionEvents();
        SessionStore store = open(options().idle(SHORT).listener(events));
        SessionId id = store.create(NewSession.of(ALICE, "alice")).session().id();
        store.create(NewSession.of(ALICE, "alice"));

        await().until(() -> store.find(id).isEmpty());
        await().until(() -> store.count(ALICE) == 0);

        assertThat(store.findAndTouch(id)).isEmpty();
        assertThat(store.update(id, SessionUpdate.of("a", "1"))).isEqualTo(new Updated.Gone(false));
        assertThat(store.rotate(id)).isEmpty();
        assertThat(store.revoke(id).ended()).isZero();
        assertThat(store.list(ALICE)).isEmpty();
        assertThat(events.total(Kind.PRUNED)).isEqualTo(2);
    }

    @Test
    default void use_puts_the_end_off_and_a_look_or_an_update_does_not() {
        SessionStore store = open(options().idle(IDLE).touchEvery(Duration.ZERO));
        SessionId seen = store.create(NewSession.of(ALICE, "alice")).session().id();
        List<SessionId> used = new ArrayList<>();
        AtomicLong lastUse = new AtomicLong();

        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            long now = System.nanoTime();
            if (used.isEmpty() || store.findAndTouch(used.get(0)).isEmpty()) {
                // The first, or this process stood still for so long that the former had its time.
                assertThat(used.isEmpty() || !within(IDLE, lastUse)).isTrue();
                now = System.nanoTime();
                used.clear();
                used.add(store.create(NewSession.of(ALICE, "alice")).session().id());
            }
            lastUse.set(now);
            store.update(seen, SessionUpdate.none());
            if (store.find(seen).isPresent()) {
                return false;
            }
            Optional<Session> lives = store.find(used.get(0));
            List<Session> listed = store.list(ALICE);
            if (!within(IDLE, lastUse)) {
                return false;
            }
            assertThat(lives).isPresent();
            assertThat(listed).hasSize(1);
            return true;
        });
    }

    /** Whether something was surely not so long ago; a server's times are of milliseconds. */
    private static boolean within(Duration time, AtomicLong nanos) {
        return System.nanoTime() - nanos.get() < time.minusMillis(10).toNanos();
    }

    @Test
    default void a_use_is_noted_once_in_the_throttle() {
        SessionEvents events = new SessionEvents();
        SessionStore store = open(options().idle(LONG).touchEvery(SHORT).listener(events));
        AtomicLong begun = new AtomicLong(System.nanoTime());
        SessionId id = store.create(NewSession.of(ALICE, "alice")).session().id();
        assertThat(events.total(Kind.TOUCHED)).isZero();

        for (int times = 1; times <= 3; times++) {
            int noted = times;
            await().pollInterval(Duration.ofMillis(5)).until(() -> {
                store.findAndTouch(id);
                return events.total(Kind.TOUCHED) == noted;
            });
            assertThat(within(SHORT.multipliedBy(noted), begun))
                    .as("%d uses noted in less than as many times the throttle", noted)
                    .isFalse();
        }
    }

    @Test
    default void the_last_use_is_told() {
        SessionStore store = open(options().idle(LONG).touchEvery(Duration.ZERO));
        Session session = store.create(NewSession.of(ALICE, "alice")).session();

        await().until(() ->
                store.findAndTouch(session.id()).orElseThrow().lastActivity().isAfter(session.createdAt()));
        Instant noted = store.list(ALICE).get(0).lastActivity();
        assertThat(store.find(session.id())).map(Session::lastActivity).contains(noted);
        assertThat(noted).isAfter(session.createdAt());
    }

    @Test
    default void no_use_puts_off_the_absolute_end_nor_does_a_rotation() {
        SessionStore store =
                open(options().idle(LONG).absolute(Duration.ofMillis(600)).touchEvery(Duration.ZERO));
        List<SessionId> ids = new ArrayList<>(
                List.of(store.create(NewSession.of(ALICE, "alice")).session().id()));

        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofNanos(1)).until(() -> {
            store.findAndTouch(ids.get(0));
            store.rotate(ids.get(0)).ifPresent(next -> ids.set(0, next.id()));
            return store.find(ids.get(0)).isEmpty();
        });
        assertThat(store.count(ALICE)).isZero();
    }

    @Test
    default void a_token_that_was_kept_for_long_asks_for_a_rotation_and_a_new_one_does_not() {
        SessionStore store = open(options().idle(LONG).renewal(Duration.ofSeconds(1)));
        List<SessionId> ids = new ArrayList<>(
                List.of(store.create(NewSession.of(ALICE, "alice")).session().id()));

        await().until(() -> store.findAndTouch(ids.get(0)).orElseThrow().renewalDue());
        assertThat(store.find(ids.get(0)).orElseThrow().renewalDue()).isFalse();
        // Where times are kept to the second, a new token can look up to one second old: then the next rotation tells.
        await().until(() -> {
            ids.set(0, store.rotate(ids.get(0)).orElseThrow().id());
            return !store.findAndTouch(ids.get(0)).orElseThrow().renewalDue();
        });
        await().until(() -> store.findAndTouch(ids.get(0)).orElseThrow().renewalDue());
    }

    @Test
    default void one_too_many_ends_those_that_were_not_used_for_longest() {
        SessionEvents events = new SessionEvents();
        SessionStore store = open(options()
                .idle(LONG)
                .touchEvery(Duration.ZERO)
                .maximum(2, Excess.EVICT_OLDEST)
                .listener(events));
        Session first = store.create(NewSession.of(ALICE, "alice")).session();
        SessionId second = store.create(NewSession.of(ALICE, "alice")).session().id();
        await().until(() ->
                store.findAndTouch(first.id()).orElseThrow().lastActivity().isAfter(first.lastActivity()));

        Created third = store.create(NewSession.of(ALICE, "alice"));

        assertThat(third.evicted()).hasSize(1);
        assertThat(store.find(second)).isEmpty();
        assertThat(store.find(first.id())).isPresent();
        assertThat(store.find(third.session().id())).isPresent();
        assertThat(store.create(NewSession.of(BOB, "bob")).evicted()).isEmpty();
        assertThat(store.count(ALICE)).isEqualTo(2);
        assertThat(events.total(Kind.EVICTED)).isEqualTo(1);
    }

    @Test
    default void one_too_many_is_rejected_until_there_is_room() {
        SessionStore store = open(options().idle(LONG).maximum(1, Excess.REJECT));
        Session first = store.create(NewSession.of(ALICE, "alice").token(TOKEN)).session();

        assertThatThrownBy(() -> store.create(NewSession.of(ALICE, "alice")))
                .isInstanceOf(TooManySessionsException.class)
                .hasMessageContaining("maximum of 1 session:");
        assertThat(store.find(first.id())).contains(first);
        assertThat(store.count(ALICE)).isEqualTo(1);

        store.create(NewSession.of(BOB, "bob"));
        store.revoke(first.id());
        assertThat(store.create(NewSession.of(ALICE, "alice")).evicted()).isEmpty();
    }

    @Test
    default void sessions_that_have_ended_take_no_room() {
        SessionStore store = open(options().idle(SHORT).maximum(1, Excess.REJECT));
        store.create(NewSession.of(ALICE, "alice"));

        await().ignoreException(TooManySessionsException.class)
                .until(() ->
                        store.create(NewSession.of(ALICE, "alice")).evicted().isEmpty());
    }

    @Test
    default void the_list_begins_with_the_last_used() {
        SessionStore store = open(options().idle(LONG).touchEvery(Duration.ZERO));
        Session first = store.create(NewSession.of(ALICE, "1")).session();
        Session second = store.create(NewSession.of(ALICE, "2")).session();
        // Of uses in one second, the later is not known.
        await().until(() ->
                store.findAndTouch(first.id()).orElseThrow().lastActivity().isAfter(second.lastActivity()));
        assertThat(store.list(ALICE))
                .extracting(one -> one.username().orElse(""))
                .containsExactly("1", "2");
    }
}
