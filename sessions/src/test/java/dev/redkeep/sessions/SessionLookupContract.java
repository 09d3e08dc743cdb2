package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is created, found and listed. */
interface SessionLookupContract extends SessionContractFixture {
    @Test
    default void a_created_session_is_found_as_it_was_stored() {
        SessionStore store = open(options());
        Created created = store.create(NewSession.of(ALICE, "alice")
                .attribute("theme", "dark")
                .authData("{\"via\":\"password\"}")
                .deviceInfo("{\"browser\":\"Firefox\"}"));
        Session session = created.session();

        assertThat(store.find(session.id())).contains(session);
        assertThat(created.evicted()).isEmpty();
        assertThat(session.userId()).isEqualTo(ALICE);
        assertThat(session.username()).contains("alice");
        assertThat(session.attributes()).isEqualTo(Map.of("theme", "dark"));
        assertThat(session.authData()).contains("{\"via\":\"password\"}");
        assertThat(session.deviceInfo()).contains("{\"browser\":\"Firefox\"}");
        assertThat(session.lastActivity()).isEqualTo(session.createdAt());
        assertThat(session.rotatedAt()).isEqualTo(session.createdAt());
        assertThat(session.createdAt()).isEqualTo(session.createdAt().truncatedTo(ChronoUnit.SECONDS));
        assertThat(session.version()).isZero();
        assertThat(session.renewalDue() || session.readOnly() || session.degraded())
                .isFalse();
    }

    @Test
    default void an_issued_token_alone_finds_its_session_and_is_never_issued_again() {
        SessionStore store = open(options());
        NewSession twice = NewSession.of(ALICE, "alice");
        String one = token(store.create(twice).session().id());
        String other = token(store.create(twice).session().id());

        assertThat(one).isNotEqualTo(other).hasSizeGreaterThan(43);
        assertThat(store.find(SessionId.of(one)).orElseThrow().userId()).isEqualTo(ALICE);
        assertThat(store.findAndTouch(SessionId.of(other))).isPresent();
    }

    @Test
    default void a_session_is_found_only_by_its_user_and_token() {
        SessionStore store = open(options());
        String token =
                token(store.create(NewSession.of(ALICE, "alice")).session().id());

        assertThat(store.find(SessionId.of(BOB, token))).isEmpty();
        assertThat(store.findAndTouch(SessionId.of(BOB, token))).isEmpty();
        assertThat(store.update(SessionId.of(BOB, token), SessionUpdate.none())).isEqualTo(new Updated.Gone(false));
        assertThat(store.rotate(SessionId.of(BOB, token))).isEmpty();
        assertThat(store.revoke(SessionId.of(BOB, token)).ended()).isZero();
        assertThat(store.find(SessionId.of(ALICE, token + "x"))).isEmpty();
        assertThat(store.find(SessionId.of(ALICE, token.substring(0, token.length() - 1))))
                .isEmpty();
        assertThat(store.find(SessionId.of(ALICE, token))).isPresent();
    }

    @Test
    default void a_token_in_use_is_refused_and_the_session_stays() {
        SessionStore store = open(options());
        Session first = store.create(NewSession.of(ALICE, "alice").token(TOKEN)).session();

        assertThatThrownBy(() -> store.create(NewSession.of(ALICE, "mallory").token(TOKEN)))
                .isInstanceOf(SessionExistsException.class)
                .hasMessageNotContaining(TOKEN);
        assertThat(store.find(first.id())).contains(first);
        assertThat(store.count(ALICE)).isEqualTo(1);
    }

    @Test
    default void a_touched_session_keeps_what_it_held() {
        SessionStore store = open(options());
        Session created = store.create(
                        NewSession.of(ALICE, "alice").attribute("a", "1").deviceInfo("[1]"))
                .session();

        Session touched = store.findAndTouch(created.id()).orElseThrow();

        assertThat(touched.attributes()).isEqualTo(created.attributes());
        assertThat(touched.deviceInfo()).isEqualTo(created.deviceInfo());
        assertThat(touched.createdAt()).isEqualTo(created.createdAt());
        assertThat(touched.version()).isZero();
        assertThat(touched.lastActivity()).isAfterOrEqualTo(created.lastActivity());
    }

    @Test
    default void a_list_holds_the_live_sessions_of_one_user() {
        SessionStore store = open(options());
        SessionId one = store.create(NewSession.of(ALICE, "alice")).session().id();
        SessionId two = store.create(NewSession.of(ALICE, "alice")).session().id();
        store.create(NewSession.of(BOB, "bob"));

        assertThat(store.list(ALICE)).hasSize(2).allMatch(session -> session.userId() == ALICE);
        assertThat(store.count(ALICE)).isEqualTo(2);
        store.list(ALICE)
                .forEach(session -> assertThat(store.find(session.id())).isPresent());
        store.revoke(one);
        SessionId left = store.list(ALICE).get(0).id();
        assertThat(store.find(two)).isPresent();
        assertThat(store.revoke(left).ended()).isEqualTo(1);
        assertThat(store.find(two)).isEmpty();
        assertThat(store.list(999)).isEmpty();
        assertThat(store.count(999)).isZero();
    }

    @Test
    default void a_list_and_an_eviction_tell_which_session_is_meant() {
        SessionStore store = open(options().maximum(2, SessionOptions.Excess.EVICT_OLDEST));
        Session first = store.create(NewSession.of(ALICE, "alice")).session();
        Session here = store.create(NewSession.of(ALICE, "alice").token(TOKEN)).session();

        assertThat(store.list(ALICE)).map(Session::id).containsExactlyInAnyOrder(first.id(), here.id());
        assertThat(store.list(ALICE))
                .filteredOn(device -> device.id().equals(SessionId.of(ALICE, TOKEN)))
                .hasSize(1);
        store.revoke(first.id());
        store.create(NewSession.of(ALICE, "alice"));
        List<SessionId> ids = store.list(ALICE).stream().map(Session::id).toList();
        List<SessionId> evicted = store.create(NewSession.of(ALICE, "alice")).evicted();
        assertThat(evicted).hasSize(1);
        assertThat(ids).containsAll(evicted);
        assertThat(store.list(ALICE)).map(Session::id).doesNotContainAnyElementsOf(evicted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "{x}", "50%", "%3A", "*?[a]", "line\nbreak", "токен", "漢字😀", "a b"})
    default void any_token_is_taken_as_it_is(String token) {
        SessionStore store = open(options());
        Session session =
                store.create(NewSession.of(ALICE, "alice").token(token)).session();

        assertThat(session.id()).isEqualTo(SessionId.of(ALICE, token));
        assertThat(store.find(session.id())).contains(session);
        assertThat(store.count(ALICE)).isEqualTo(1);
        assertThat(store.revoke(session.id()).ended()).isEqualTo(1);
    }

    @Test
    default void ids_of_users_and_data_of_any_size_within_bounds_are_kept() {
        SessionStore store = open(options());
        String large = "\"" + "ä".repeat(30_000) + "\"";
        for (long user : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            Session session = store.create(NewSession.of(user, "n".repeat(1_024))
                            .attribute("a".repeat(128), "v".repeat(65_536))
                            .authData(large))
                    .session();
            assertThat(store.find(SessionId.of(token(session.id())))).contains(session);
            assertThat(store.revokeAll(user).ended()).isEqualTo(1);
        }
    }

    /** An attacker, or a cookie from another day. */
    @ParameterizedTest
    @MethodSource("textsOfNoSession")
    default void any_text_for_a_token_is_of_no_session_and_breaks_nothing(String text) {
        SessionStore store = open(options());
        SessionId alive = store.create(NewSession.of(ALICE, "alice")).session().id();
        for (SessionId id : List.of(SessionId.of(text), SessionId.of(ALICE, text))) {
            assertThat(store.find(id)).isEmpty();
            assertThat(store.findAndTouch(id)).isEmpty();
            assertThat(store.update(id, SessionUpdate.of("a", "1"))).isEqualTo(new Updated.Gone(false));
            assertThat(store.rotate(id)).isEmpty();
            assertThat(store.rotate(id, "new")).isEmpty();
            assertThat(store.revoke(id)).isEqualTo(new Revocation(0, false));
            assertThat(store.revokeOthers(id)).isEqualTo(new Revocation(0, false));
        }
        assertThat(store.find(alive)).isPresent();
    }

    static List<String> textsOfNoSession() {
        String secret = "." + "A".repeat(43);
        return List.of(
                "",
                "  ",
                "\n",
                "garbage",
                "42.xyz",
                "a.b.c",
                "\ud800",
                "42\udfff",
                secret,
                "99999999999999999999" + secret,
                "7".repeat(10_000) + secret,
                "x".repeat(8_192),
                "x".repeat(8_193));
    }

    @Test
    default void bad_input_is_refused_by_name() {
        SessionStore store = open(options());
        SessionId id = store.create(NewSession.of(ALICE, "alice")).session().id();
        for (String token : new String[] {"", "  ", "\n", "\ud800", "t".repeat(8_193)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> NewSession.of(ALICE, "alice").token(token))
                    .withMessageStartingWith("token must");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> store.rotate(id, token))
                    .withMessageContaining("oken must");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.rotate(id, token(id)))
                .withMessageContaining("oken must be another");
        assertThat(store.find(id)).isPresent();
    }

    @Test
    default void nothing_secret_shows_in_to_string() {
        NewSession request = NewSession.of(ALICE, "alice")
                .token(TOKEN)
                .authData("{\"pin\":4711}")
                .attribute("pin", "4711");
        Created created = open(options()).create(request);

        assertThat("" + request + created + created.session().id() + SessionUpdate.of("pin", "4711"))
                .doesNotContain(TOKEN)
                .doesNotContain("4711")
                .contains("123");
    }
}
