package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose a session is that is found by its id alone. */
class TrackeepOwnerTest extends TrackeepOnRedis {
    private SessionStore store;

    @BeforeEach
    void open() {
        store = store(trackeep());
    }

    @Test
    void by_its_id_alone_a_session_is_rotated_and_revoked_and_the_others_too() {
        SessionEvents events = new SessionEvents();
        SessionStore told = store(trackeep().listener(events).rotationGrace(Duration.ofMinutes(1)));
        go(KEY, GO);
        go("tk:session:other", GO.replace("abc-1", "other"));

        assertThat(told.revokeOthers(SessionId.of("none such")).ended()).isZero();
        assertThat(told.revokeOthers(ALONE)).isEqualTo(new Revocation(1, false));
        assertThat(raw.smembers(INDEX)).containsExactly("abc-1");

        Session rotated = told.rotate(ALONE).orElseThrow();
        assertThat(rotated.userId()).isEqualTo(7);
        assertThat(told.find(ALONE).orElseThrow().readOnly()).isTrue();
        assertThat(told.update(ALONE, SessionUpdate.of("a", "b"))).isEqualTo(new Updated.ReadOnly(false));
        String token = rotated.id().token().orElseThrow();
        assertThat(raw.smembers(INDEX)).containsExactly(token);

        assertThat(told.revoke(SessionId.of(token))).isEqualTo(new Revocation(1, false));
        assertThat(told.revoke(SessionId.of(token))).isEqualTo(new Revocation(0, false));
        assertThat(raw.dbSize()).isZero();
        assertThat(events.total(SessionEvent.Kind.REVOKED)).isEqualTo(2);
        assertThat(events.total(SessionEvent.Kind.ROTATED)).isEqualTo(1);
    }

    @Test
    void ids_of_users_are_compared_as_text_since_a_double_would_mix_them_up() {
        go(KEY, GO.replace(":7,", ":9007199254740993,"));

        assertThat(store.find(ALONE).orElseThrow().userId()).isEqualTo(9_007_199_254_740_993L);
        assertThat(store.find(SessionId.of(9_007_199_254_740_993L, "abc-1"))).isPresent();
        assertThat(store.find(SessionId.of(9_007_199_254_740_992L, "abc-1"))).isEmpty();
        go(KEY, GO.replace(":7,", ":\"7\","));
        assertThat(store.findAndTouch(SessionId.of(7, "abc-1"))).isPresent();
    }

    @Test
    void at_a_maximum_an_id_that_another_user_has_by_now_ends_nobodys_session() {
        SessionStore two = store(trackeep().maximum(2, SessionOptions.Excess.EVICT_OLDEST));
        go(KEY, GO);
        SessionId mine = two.create(NewSession.of(8, "bob")).session().id();
        raw.sadd("tk:user:sessions:8", "abc-1");

        Created created = two.create(NewSession.of(8, "bob"));

        assertThat(created.evicted()).isEmpty();
        assertThat(two.find(mine)).isPresent();
        assertThat(two.find(ALONE)).isPresent();
        assertThat(raw.smembers("tk:user:sessions:8"))
                .containsExactlyInAnyOrder(mine.text(), created.session().id().text());
    }

    @Test
    void an_id_that_another_user_has_by_now_is_pruned_and_their_session_lives() {
        go(KEY, GO);
        raw.sadd("tk:user:sessions:8", "abc-1");

        assertThat(store.revoke(SessionId.of(8, "abc-1")).ended()).isZero();
        raw.sadd("tk:user:sessions:8", "abc-1");
        assertThat(store.revokeAll(8).ended()).isZero();
        raw.sadd("tk:user:sessions:8", "abc-1");
        assertThat(store.list(8)).isEmpty();
        assertThat(raw.exists("tk:user:sessions:8")).isFalse();
        assertThat(store.unreadable()).isZero();
        assertThat(store.find(ALONE)).isPresent();
    }
}
