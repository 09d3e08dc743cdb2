package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.sessions.SessionEvent.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Updates, rotations, revocations, and what is told of them. */
interface SessionChangeContract extends SessionContractFixture {
    @Test
    default void an_update_sets_removes_replaces_and_counts() {
        SessionStore store = open(options());
        SessionId id = store.create(NewSession.of(ALICE, "alice")
                        .attribute("keep", "1")
                        .attribute("drop", "2")
                        .attribute("change", "3")
                        .authData("1"))
                .session()
                .id();

        Updated first = store.update(
                id,
                SessionUpdate.of("change", "4")
                        .with("new", "")
                        .removing("drop")
                        .removing("never")
                        .deviceInfo("[2]"));
        Updated second = store.update(id, SessionUpdate.none());

        assertThat(first).isEqualTo(new Updated.Done(1, false));
        assertThat(second).isEqualTo(new Updated.Done(2, false));
        Session session = store.find(id).orElseThrow();
        assertThat(session.attributes()).isEqualTo(Map.of("keep", "1", "change", "4", "new", ""));
        assertThat(session.authData()).contains("1");
        assertThat(session.deviceInfo()).contains("[2]");
        assertThat(session.version()).isEqualTo(2);
    }

    @Test
    default void an_update_of_another_version_changes_nothing() {
        SessionStore store = open(options());
        SessionId id = store.create(NewSession.of(ALICE, "alice")).session().id();
        assertThat(store.update(id, SessionUpdate.of("a", "1").ifVersion(0))).isEqualTo(new Updated.Done(1, false));

        assertThat(store.update(id, SessionUpdate.of("a", "2").ifVersion(0))).isEqualTo(new Updated.Conflict(1, false));
        assertThat(store.find(id).orElseThrow().attributes()).isEqualTo(Map.of("a", "1"));
        assertThat(store.update(id, SessionUpdate.of("a", "3").ifVersion(1))).isEqualTo(new Updated.Done(2, false));
    }

    @Test
    default void an_update_of_what_is_gone_brings_nothing_back() {
        SessionStore store = open(options());
        SessionId id = store.create(NewSession.of(ALICE, "alice")).session().id();
        store.revoke(id);

        assertThat(store.update(id, SessionUpdate.of("a", "1"))).isEqualTo(new Updated.Gone(false));
        assertThat(store.update(id, SessionUpdate.of("a", "1").ifVersion(0))).isEqualTo(new Updated.Gone(false));
        assertThat(store.find(id)).isEmpty();
        assertThat(store.list(ALICE)).isEmpty();
    }

    @Test
    default void a_rotated_session_goes_on_under_its_new_token_alone() {
        SessionStore store = open(options());
        Session before = store.create(NewSession.of(ALICE, "alice").attribute("cart", "3"))
                .session();
        store.update(before.id(), SessionUpdate.none());

        Session after = store.rotate(before.id()).orElseThrow();

        assertThat(after.id()).isNotEqualTo(before.id());
        assertThat(after.attributes()).isEqualTo(before.attributes());
        assertThat(after.username()).contains("alice");
        assertThat(after.createdAt()).isEqualTo(before.createdAt());
        assertThat(after.rotatedAt()).isAfterOrEqualTo(before.rotatedAt());
        assertThat(after.version()).isEqualTo(1);
        assertThat(store.find(after.id())).map(Session::attributes).contains(before.attributes());
        assertThat(store.find(before.id())).isEmpty();
        assertThat(store.findAndTouch(before.id())).isEmpty();
        assertThat(store.rotate(before.id())).isEmpty();
        assertThat(store.count(ALICE)).isEqualTo(1);
    }

    @Test
    default void a_rotation_takes_a_token_of_the_applications_own_unless_it_is_taken() {
        SessionStore store = open(options());
        Session session =
                store.create(NewSession.of(ALICE, "alice").token(TOKEN)).session();
        store.create(NewSession.of(ALICE, "alice").token("taken"));

        assertThatThrownBy(() -> store.rotate(session.id(), "taken")).isInstanceOf(SessionExistsException.class);
        assertThat(store.find(session.id())).contains(session);
        assertThat(store.rotate(session.id(), "another").map(Session::id)).contains(SessionId.of(ALICE, "another"));
        assertThat(store.rotate(session.id(), "third")).isEmpty();
        assertThat(store.find(SessionId.of(ALICE, "third"))).isEmpty();
    }

    @Test
    default void a_revoked_session_is_gone_for_every_method() {
        SessionStore store = open(options());
        SessionId one = store.create(NewSession.of(ALICE, "alice")).session().id();
        store.create(NewSession.of(ALICE, "alice"));

        assertThat(store.revoke(one)).isEqualTo(new Revocation(1, false));

        assertThat(store.find(one)).isEmpty();
        assertThat(store.findAndTouch(one)).isEmpty();
        assertThat(store.rotate(one)).isEmpty();
        assertThat(store.list(ALICE)).hasSize(1);
        assertThat(store.count(ALICE)).isEqualTo(1);
        assertThat(store.revoke(one)).isEqualTo(new Revocation(0, false));
    }

    @Test
    default void signing_out_everywhere_ends_all_of_one_user_and_none_of_another() {
        SessionStore store = open(options());
        SessionId one = store.create(NewSession.of(ALICE, "alice")).session().id();
        for (int i = 1; i < 20; i++) {
            store.create(NewSession.of(ALICE, "alice"));
        }
        SessionId bob = store.create(NewSession.of(BOB, "bob")).session().id();

        assertThat(store.revokeAll(ALICE)).isEqualTo(new Revocation(20, false));

        assertThat(store.list(ALICE)).isEmpty();
        assertThat(store.find(one)).isEmpty();
        assertThat(store.find(bob)).isPresent();
        assertThat(store.revokeAll(ALICE)).isEqualTo(new Revocation(0, false));
    }

    @Test
    default void signing_out_everywhere_else_keeps_one() {
        SessionStore store = open(options());
        SessionId keep = store.create(NewSession.of(ALICE, "alice")).session().id();
        SessionId bob = store.create(NewSession.of(BOB, "bob")).session().id();
        for (int i = 0; i < 5; i++) {
            store.create(NewSession.of(ALICE, "alice"));
        }

        assertThat(store.revokeOthers(keep)).isEqualTo(new Revocation(5, false));
        assertThat(store.revokeOthers(keep)).isEqualTo(new Revocation(0, false));
        assertThat(store.find(keep)).isPresent();
        assertThat(store.find(bob)).isPresent();
        assertThat(store.count(ALICE)).isEqualTo(1);
    }

    @Test
    default void signing_out_everywhere_else_takes_a_session_that_lives() {
        SessionEvents events = new SessionEvents();
        SessionStore store = open(options().rotationGrace(Duration.ofMinutes(1)).listener(events));
        SessionId bob = store.create(NewSession.of(BOB, "bob")).session().id();
        SessionId gone = store.create(NewSession.of(ALICE, "alice")).session().id();
        SessionId rotated = store.rotate(
                        store.create(NewSession.of(ALICE, "alice")).session().id())
                .orElseThrow()
                .id();
        store.revoke(gone);
        for (int i = 0; i < 3; i++) {
            store.create(NewSession.of(ALICE, "alice"));
        }

        for (SessionId forged : List.of(SessionId.of(ALICE, "forged"), SessionId.of(ALICE, token(bob)), gone)) {
            assertThat(store.revokeOthers(forged)).isEqualTo(new Revocation(0, false));
        }
        assertThat(store.count(ALICE)).isEqualTo(4);
        assertThat(store.find(bob)).isPresent();
        assertThat(events.total(Kind.REVOKED)).isEqualTo(1);
        assertThat(store.revokeOthers(rotated)).isEqualTo(new Revocation(3, false));
    }

    @Test
    default void each_change_is_told_once() {
        SessionEvents events = new SessionEvents();
        SessionStore store = open(options().listener(events));
        SessionId first = store.create(NewSession.of(ALICE, "alice")).session().id();
        SessionId second = store.rotate(first).orElseThrow().id();
        for (int i = 0; i < 3; i++) {
            store.create(NewSession.of(ALICE, "alice"));
        }
        store.find(second);
        store.revokeOthers(second);
        store.revoke(second);
        store.revoke(second);

        assertThat(events.total(Kind.CREATED)).isEqualTo(4);
        assertThat(events.total(Kind.ROTATED)).isEqualTo(1);
        assertThat(events.total(Kind.REVOKED)).isEqualTo(4);
        assertThat(events.of(Kind.REVOKED)).hasSize(2);
        assertThat(events.total(Kind.TOUCHED) + events.total(Kind.EVICTED) + events.total(Kind.PRUNED))
                .isZero();
        assertThat(events.all()).allMatch(event -> event.userId() == ALICE);
    }

    @Test
    default void a_listener_that_throws_breaks_no_work() {
        SessionStore store = open(options().listener(event -> {
            throw new IllegalStateException("no room for metrics");
        }));

        SessionId id = store.create(NewSession.of(ALICE, "alice")).session().id();
        assertThat(store.revoke(id).ended()).isEqualTo(1);
    }
}
