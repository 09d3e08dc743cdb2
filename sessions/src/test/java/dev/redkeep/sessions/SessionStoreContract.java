package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every session store owes its callers. */
abstract class SessionStoreContract {
    static final long ALICE = 123;
    static final String TOKEN = "eyJ0eXAi.eyJzdWIi.c2ln-_";

    /** The store under test, empty. */
    abstract SessionStore store();

    @Test
    void a_created_session_is_found_as_it_was_stored() {
        Session created = store().create(NewSession.of(ALICE, "alice", TOKEN)
                .authData("{\"via\":\"password\"}")
                .deviceInfo("{\"browser\":\"Firefox\"}"));

        assertThat(store().find(ALICE, TOKEN)).contains(created);
        assertThat(created.username()).contains("alice");
        assertThat(created.authData()).contains("{\"via\":\"password\"}");
        assertThat(created.deviceInfo()).contains("{\"browser\":\"Firefox\"}");
        assertThat(created.lastActivity()).isEqualTo(created.createdAt());
    }

    @Test
    void a_session_is_found_only_by_its_user_and_token() {
        store().create(NewSession.of(ALICE, "alice", TOKEN));

        assertThat(store().find(ALICE + 1, TOKEN)).isEmpty();
        assertThat(store().find(ALICE, TOKEN + "x")).isEmpty();
        assertThat(store().findAndTouch(ALICE, TOKEN + "x")).isEmpty();
    }

    @Test
    void a_token_in_use_is_refused_and_the_session_stays() {
        Session first = store().create(NewSession.of(ALICE, "alice", TOKEN));

        assertThatThrownBy(() -> store().create(NewSession.of(ALICE, "mallory", TOKEN)))
                .isInstanceOf(SessionExistsException.class)
                .hasMessageNotContaining(TOKEN);
        assertThat(store().find(ALICE, TOKEN)).contains(first);
    }

    @Test
    void a_touched_session_keeps_what_it_held() {
        Session created = store().create(NewSession.of(ALICE, "alice", TOKEN).deviceInfo("[1]"));

        Session touched = store().findAndTouch(ALICE, TOKEN).orElseThrow();

        assertThat(touched.deviceInfo()).isEqualTo(created.deviceInfo());
        assertThat(touched.createdAt()).isEqualTo(created.createdAt());
        assertThat(touched.lastActivity()).isAfterOrEqualTo(created.lastActivity());
    }

    @Test
    void a_list_holds_the_live_sessions_of_one_user() {
        store().create(NewSession.of(ALICE, "alice", "one"));
        store().create(NewSession.of(ALICE, "alice", "two"));
        store().create(NewSession.of(ALICE + 1, "bob", "three"));

        assertThat(store().list(ALICE)).extracting(Session::token).containsExactlyInAnyOrder("one", "two");
        assertThat(store().list(999)).isEmpty();
    }

    @Test
    void a_revoked_session_is_gone_for_every_method() {
        store().create(NewSession.of(ALICE, "alice", "one"));
        store().create(NewSession.of(ALICE, "alice", "two"));

        assertThat(store().revoke(ALICE, "one")).isEqualTo(new Revocation(1));

        assertThat(store().find(ALICE, "one")).isEmpty();
        assertThat(store().findAndTouch(ALICE, "one")).isEmpty();
        assertThat(store().list(ALICE)).extracting(Session::token).containsExactly("two");
        assertThat(store().revoke(ALICE, "one")).isEqualTo(new Revocation(0));
    }

    @Test
    void signing_out_everywhere_ends_all_of_one_user_and_none_of_another() {
        for (int i = 0; i < 20; i++) {
            store().create(NewSession.of(ALICE, "alice", "token-" + i));
        }
        store().create(NewSession.of(ALICE + 1, "bob", "bob-1"));

        assertThat(store().revokeAll(ALICE)).isEqualTo(new Revocation(20));

        assertThat(store().list(ALICE)).isEmpty();
        assertThat(store().find(ALICE, "token-7")).isEmpty();
        assertThat(store().find(ALICE + 1, "bob-1")).isPresent();
        assertThat(store().revokeAll(ALICE)).isEqualTo(new Revocation(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "{x}", "50%", "%3A", "*?[a]", "line\nbreak", "токен", "漢字😀", "a b"})
    void any_token_stays_inside_its_segment_and_comes_back_as_it_was(String token) {
        store().create(NewSession.of(ALICE, "alice", token));

        assertThat(store().find(ALICE, token))
                .hasValueSatisfying(session -> assertThat(session.token()).isEqualTo(token));
        assertThat(store().list(ALICE)).extracting(Session::token).containsExactly(token);
        assertThat(store().revokeAll(ALICE)).isEqualTo(new Revocation(1));
    }

    @Test
    void bad_input_is_refused_by_name_before_anything_is_sent() {
        List<String> tokens = List.of("", "  ", "\n", "t".repeat(8_193), "\ud800");
        for (String token : tokens) {
            assertThatThrownBy(() -> store().create(NewSession.of(ALICE, "alice", token)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("jwt_token must");
            assertThatThrownBy(() -> store().find(ALICE, token)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store().findAndTouch(ALICE, token)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store().revoke(ALICE, token)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(store().list(ALICE)).isEmpty();
    }

    @Test
    void a_session_to_be_is_checked_when_it_is_described() {
        assertThatThrownBy(() -> NewSession.of(ALICE, " ", TOKEN)).hasMessageStartingWith("username must");
        assertThatThrownBy(() -> NewSession.of(ALICE, "n".repeat(1_025), TOKEN))
                .hasMessageStartingWith("username must");
        NewSession session = NewSession.of(ALICE, "alice", TOKEN);
        assertThatThrownBy(() -> session.authData("{\"cut\":\"shor"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("authData must be JSON")
                .hasMessageNotContaining("shor");
        assertThatThrownBy(() -> session.deviceInfo("\"" + "x".repeat(70_000) + "\""))
                .hasMessageStartingWith("deviceInfo must be JSON of at most 64 KiB");
    }

    @Test
    void nothing_secret_shows_in_to_string() {
        NewSession request = NewSession.of(ALICE, "alice", TOKEN).authData("{\"pin\":4711}");
        Session session = store().create(request);

        assertThat(request.toString() + session)
                .doesNotContain(TOKEN)
                .doesNotContain("4711")
                .contains("123");
    }
}
