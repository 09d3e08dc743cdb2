package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.sessions.SessionEvent.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemorySessionStoreTest extends SessionStoreContract {
    private static final Duration HOUR = Duration.ofHours(1);

    private Instant now = Instant.parse("2026-01-01T00:00:00.750Z");
    private final SessionEvents events = new SessionEvents();

    @Override
    public SessionStore open(SessionOptions options) {
        return SessionStore.inMemory(options, 100_000);
    }

    private InMemorySessionStore open(SessionOptionsBuilder options, int most) {
        return new InMemorySessionStore(options.listener(events).build(), most, () -> now);
    }

    @Test
    void a_token_alone_finds_its_session_and_two_users_cannot_share_one() {
        SessionStore store = open(options());
        store.create(NewSession.of(ALICE, "alice").token("plain"));

        assertThat(store.find(SessionId.of("plain")).orElseThrow().userId()).isEqualTo(ALICE);
        assertThat(store.revokeOthers(SessionId.of("plain")).ended()).isZero();
        assertThatThrownBy(() -> store.create(NewSession.of(BOB, "bob").token("plain")))
                .isInstanceOf(SessionExistsException.class);
        assertThat(store.revoke(SessionId.of("plain")).ended()).isEqualTo(1);
        assertThat(store.revokeOthers(SessionId.of("plain"))).isEqualTo(new Revocation(0, false));
        assertThat(store.find(SessionId.listed(ALICE, "plain"))).isEmpty();
    }

    @Test
    void at_one_more_than_the_most_the_one_that_was_not_used_for_longest_ends() {
        SessionStore store = open(options().touchEvery(Duration.ZERO), 2);
        SessionId first = store.create(NewSession.of(ALICE, "alice")).session().id();
        SessionId second = store.create(NewSession.of(BOB, "bob")).session().id();
        store.findAndTouch(first);

        assertThat(store.create(NewSession.of(ALICE, "alice")).evicted()).isEmpty();
        assertThat(store.find(second)).isEmpty();
        assertThat(store.create(NewSession.of(ALICE, "alice")).evicted()).containsExactly(first);
        assertThat(events.of(Kind.EVICTED))
                .containsExactly(new SessionEvent(Kind.EVICTED, BOB, 1), new SessionEvent(Kind.EVICTED, ALICE, 1));
    }

    @Test
    void what_has_ended_makes_room_before_what_lives() {
        SessionStore store = open(options().idle(HOUR), 2);
        store.create(NewSession.of(ALICE, "alice"));
        now = now.plus(Duration.ofMinutes(40));
        SessionId second = store.create(NewSession.of(BOB, "bob")).session().id();
        now = now.plus(Duration.ofMinutes(40));

        store.create(NewSession.of(ALICE, "alice"));
        assertThat(store.find(second)).isPresent();
        assertThat(events.total(Kind.EVICTED)).isZero();
        assertThat(events.of(Kind.PRUNED)).containsExactly(new SessionEvent(Kind.PRUNED, ALICE, 1));
    }

    @Test
    void limits_of_time_are_kept_to_the_millisecond() {
        SessionStore store = open(
                options()
                        .idle(HOUR)
                        .touchEvery(Duration.ofMinutes(10))
                        .absolute(Duration.ofMinutes(100))
                        .renewal(Duration.ofMinutes(30))
                        .rotationGrace(Duration.ofMinutes(5)),
                10);
        Session created = store.create(NewSession.of(ALICE, "alice")).session();
        assertThat(created.createdAt()).isEqualTo("2026-01-01T00:00:00Z");

        now = now.plus(Duration.ofMinutes(10)).minusMillis(1);
        assertThat(store.findAndTouch(created.id())).contains(created);
        now = now.plusMillis(1);
        assertThat(store.findAndTouch(created.id()).orElseThrow().lastActivity())
                .isEqualTo("2026-01-01T00:10:00Z");

        now = now.plus(Duration.ofMinutes(20)).minusMillis(1);
        assertThat(store.findAndTouch(created.id()).orElseThrow().renewalDue()).isFalse();
        now = now.plusMillis(1);
        assertThat(store.findAndTouch(created.id()).orElseThrow().renewalDue()).isTrue();
        SessionId next = store.rotate(created.id()).orElseThrow().id();
        assertThat(store.findAndTouch(next).orElseThrow().renewalDue()).isFalse();

        now = now.plus(Duration.ofMinutes(5)).minusMillis(1);
        assertThat(store.find(created.id()).orElseThrow().readOnly()).isTrue();
        now = now.plusMillis(1);
        assertThat(store.find(created.id())).isEmpty();

        now = now.plus(Duration.ofMinutes(50));
        assertThat(store.findAndTouch(next)).isPresent();
        now = now.plus(Duration.ofMinutes(15)).minusMillis(1);
        assertThat(store.find(next)).isPresent();
        now = now.plusMillis(1);
        assertThat(store.find(next)).isEmpty();
        assertThat(events.total(Kind.PRUNED)).isEqualTo(1);
    }

    @Test
    void an_old_token_of_a_session_that_ended_is_free() {
        SessionStore store = open(options().idle(Duration.ofMinutes(1)).rotationGrace(Duration.ofMinutes(10)), 10);
        SessionId id = store.create(NewSession.of(ALICE, "alice").token(TOKEN))
                .session()
                .id();
        store.rotate(id);
        assertThatThrownBy(() -> store.create(NewSession.of(ALICE, "alice").token(TOKEN)))
                .isInstanceOf(SessionExistsException.class);

        now = now.plus(Duration.ofMinutes(2));
        assertThat(store.create(NewSession.of(ALICE, "alice").token(TOKEN))
                        .session()
                        .readOnly())
                .isFalse();
        assertThat(store.update(id, SessionUpdate.none())).isEqualTo(new Updated.Done(1, false));
    }

    @Test
    void old_tokens_are_bounded_too_and_go_with_their_session() {
        MemoryTokens tokens = new MemoryTokens(10);
        MemorySession session = new MemorySession(NewSession.of(ALICE, "alice"), "t0", 0);
        tokens.add(session);
        for (int i = 1; i < 1_000; i++) {
            tokens.rotate(session, "t" + i, 0, 10);
            assertThat(tokens.traces()).isEqualTo(1);
        }
        tokens.touch(session, 1);
        assertThat(tokens.trace("t998", 9)).isPresent();
        assertThat(tokens.trace("t998", 10)).isEmpty();
        tokens.remove(session);
        assertThat(tokens.traces()).isZero();
    }

    @Test
    void a_clock_that_is_set_back_ends_nothing() {
        SessionStore store = open(options().idle(HOUR), 10);
        SessionId id = store.create(NewSession.of(ALICE, "alice")).session().id();
        now = now.minus(HOUR);
        assertThat(store.findAndTouch(id)).isPresent();
    }

    @Test
    void a_million_revocations_of_nothing_leave_nothing() {
        SessionStore store = open(options(), 10);
        for (int i = 0; i < 1_000_000; i++) {
            store.revoke(SessionId.of(i, "none"));
        }
        assertThat(events.all()).isEmpty();
    }

    @Test
    void a_listener_may_use_the_store() {
        List<Long> counts = new ArrayList<>();
        List<SessionStore> self = new ArrayList<>();
        self.add(open(options().listener(event -> counts.add(self.get(0).count(event.userId())))));
        self.get(0).create(NewSession.of(ALICE, "alice"));
        assertThat(counts).containsExactly(1L);
    }

    @Test
    void the_bound_is_refused_by_name() {
        for (int most : new int[] {0, -1, 10_000_001}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SessionStore.inMemory(SessionOptions.defaults(), most))
                    .withMessageStartingWith("most must be from 1 to");
        }
    }
}
