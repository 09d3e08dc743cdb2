package dev.redkeep.sessions;

import static dev.redkeep.sessions.Patient.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.sessions.SessionOptions.Excess;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is left under an old token after a rotation: a copy that can only be read, for a while. */
interface SessionRotationContract extends SessionContractFixture {
    Duration GRACE = Duration.ofMinutes(10);

    default SessionStore graceful() {
        return open(options().rotationGrace(GRACE).touchEvery(Duration.ZERO));
    }

    private static SessionId create(SessionStore store, String token) {
        return store.create(NewSession.of(ALICE, "alice").token(token))
                .session()
                .id();
    }

    private static SessionId rotate(SessionStore store, SessionId id, String token) {
        return store.rotate(id, token).orElseThrow().id();
    }

    @Test
    default void in_the_grace_the_old_token_reads_and_changes_nothing() {
        SessionStore store = graceful();
        SessionId before = store.create(NewSession.of(ALICE, "alice").attribute("a", "1"))
                .session()
                .id();
        SessionId after = store.rotate(before).orElseThrow().id();

        Session old = store.findAndTouch(before).orElseThrow();
        assertThat(old.readOnly()).isTrue();
        assertThat(old.id()).as("never the new token").isEqualTo(before);
        assertThat(old.attributes()).containsEntry("a", "1");
        store.update(after, SessionUpdate.of("a", "2"));
        assertThat(store.find(before)).as("a copy of what it was").contains(old);
        assertThat(store.find(before).orElseThrow().readOnly()).isTrue();
        assertThat(store.update(before, SessionUpdate.of("a", "3"))).isEqualTo(new Updated.ReadOnly(false));
        assertThat(store.update(before, SessionUpdate.none().ifVersion(7))).isEqualTo(new Updated.ReadOnly(false));
        assertThat(store.rotate(before)).isEmpty();
        assertThat(store.count(ALICE)).isEqualTo(1);
        assertThat(store.list(ALICE)).hasSize(1).noneMatch(Session::readOnly);
        assertThat(store.find(after).orElseThrow().readOnly()).isFalse();
    }

    @Test
    default void after_the_grace_the_old_token_is_of_no_session() {
        SessionStore store = open(options().rotationGrace(Duration.ofMillis(200)));
        SessionId before = store.create(NewSession.of(ALICE, "alice").attribute("a", "1"))
                .session()
                .id();
        SessionId after = store.rotate(before).orElseThrow().id();
        store.update(after, SessionUpdate.of("a", "2"));

        await().until(() -> store.find(before).isEmpty());
        assertThat(store.update(before, SessionUpdate.none())).isEqualTo(new Updated.Gone(false));
        assertThat(store.find(after))
                .map(Session::attributes)
                .hasValueSatisfying(kept -> assertThat(kept).containsEntry("a", "2"));
    }

    @Test
    default void a_revocation_ends_the_old_token_too() {
        SessionStore store = graceful();
        SessionId first = store.create(NewSession.of(ALICE, "alice")).session().id();
        SessionId second = store.rotate(first).orElseThrow().id();

        assertThat(store.revoke(second).ended()).isEqualTo(1);
        assertThat(store.find(first)).isEmpty();
        assertThat(store.findAndTouch(first)).isEmpty();

        SessionId third = store.create(NewSession.of(ALICE, "alice")).session().id();
        SessionId fourth = store.rotate(third).orElseThrow().id();
        assertThat(store.revokeAll(ALICE).ended()).isEqualTo(1);
        assertThat(store.find(third)).isEmpty();
        assertThat(store.find(fourth)).isEmpty();
    }

    @Test
    default void one_that_signs_out_by_the_old_token_is_signed_out() {
        SessionStore store = graceful();
        SessionId before = store.create(NewSession.of(ALICE, "alice")).session().id();
        SessionId after = store.rotate(before).orElseThrow().id();

        assertThat(store.revoke(before).ended()).isEqualTo(1);
        assertThat(store.find(before)).isEmpty();
        assertThat(store.find(after)).isEmpty();
        assertThat(store.count(ALICE)).isZero();
    }

    @Test
    default void a_second_rotation_ends_the_grace_of_the_first() {
        SessionStore store = graceful();
        SessionId first = create(store, "first");
        SessionId second = rotate(store, first, "second");

        SessionId third = rotate(store, second, "third");

        assertThat(store.find(first)).isEmpty();
        assertThat(store.findAndTouch(first)).isEmpty();
        assertThat(store.find(second).orElseThrow().readOnly()).isTrue();
        assertThat(store.find(third).orElseThrow().readOnly()).isFalse();
        assertThat(store.create(NewSession.of(ALICE, "alice").token("first"))
                        .session()
                        .readOnly())
                .as("the first token is free again")
                .isFalse();
        assertThat(store.revoke(third).ended()).isEqualTo(1);
        assertThat(store.find(second)).isEmpty();
        assertThat(store.find(first)).isPresent();
    }

    @Test
    default void who_signs_out_everywhere_else_by_the_old_token_stays_in() {
        SessionStore store = graceful();
        SessionId old = create(store, "old");
        SessionId present = rotate(store, old, "new");
        SessionId other = create(store, "other");

        assertThat(store.revokeOthers(old).ended()).isEqualTo(1);

        assertThat(store.find(present)).isPresent();
        assertThat(store.find(old)).isPresent();
        assertThat(store.find(other)).isEmpty();
    }

    @Test
    default void whatever_ends_the_session_ends_what_is_left_under_its_old_token() {
        SessionStore store = graceful();
        SessionId old = create(store, "old");
        rotate(store, old, "new");
        assertThat(store.revokeOthers(create(store, "other")).ended()).isEqualTo(1);
        assertThat(store.find(old)).isEmpty();
        store.revokeAll(ALICE);

        SessionStore single = open(options().rotationGrace(GRACE).maximum(1, Excess.EVICT_OLDEST));
        SessionId evicted = create(single, "evicted");
        SessionId heir = rotate(single, evicted, "heir");
        assertThat(single.create(NewSession.of(ALICE, "alice")).evicted()).hasSize(1);
        assertThat(single.find(heir)).isEmpty();
        assertThat(single.find(evicted)).isEmpty();
        assertThat(single.count(ALICE)).isEqualTo(1);
    }
}
