package dev.redkeep.sessions.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.sessions.Together;
import dev.redkeep.sessions.token.ConsumedState.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the state of an OAuth flow does, wherever and however it is kept. */
abstract class OAuthStatesContract extends ConnectedContract<OAuthStates> {
    private static final NewOAuthState FLOW = NewOAuthState.of(OAuthProvider.GITHUB, "https://example.org/?a=1&b=ю");

    OAuthStatesContract(OAuthOptions options) {
        super(redis -> OAuthStates.on(redis, options));
    }

    final OAuthStates states() {
        return subject;
    }

    @Test
    void what_was_kept_is_found_by_the_browser_that_began() {
        OAuthStart start = states().begin(FLOW.pkce());
        ConsumedState consumed = states().consume(start.state(), start.csrfToken());

        assertThat(consumed.status()).isEqualTo(Status.OK);
        OAuthState state = consumed.state().orElseThrow();
        assertThat(state.provider()).isEqualTo(OAuthProvider.GITHUB);
        assertThat(state.redirectUri()).isEqualTo("https://example.org/?a=1&b=ю");
        assertThat(Duration.between(state.createdAt(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
        assertThat(state.codeVerifier().map(OAuthStates::codeChallenge)).isEqualTo(start.codeChallenge());
        assertThat(start.codeChallenge()).isPresent();
    }

    @Test
    void a_state_is_used_once() {
        OAuthStart start = states().begin(FLOW);

        assertThat(states().consume(start.state(), start.csrfToken()).status()).isEqualTo(Status.OK);
        assertThat(states().consume(start.state(), start.csrfToken())).isEqualTo(ConsumedState.UNKNOWN);
        assertThat(states().consume("never issued", start.csrfToken())).isEqualTo(ConsumedState.UNKNOWN);
        assertThat(states().unreadable()).isZero();
    }

    @Test
    void another_browser_is_told_apart_and_uses_the_state_up() {
        for (String other : List.of("", "other", "\ud800", "x".repeat(10_000))) {
            OAuthStart start = states().begin(FLOW);

            assertThat(states().consume(start.state(), other)).isEqualTo(ConsumedState.WRONG_BINDING);
            assertThat(states().consume(start.state(), start.csrfToken())).isEqualTo(ConsumedState.UNKNOWN);
        }
        OAuthStart start = states().begin(FLOW);
        String cut = start.csrfToken().substring(1);
        assertThat(states().consume(start.state(), cut)).isEqualTo(ConsumedState.WRONG_BINDING);
    }

    @Test
    void a_token_that_the_browser_already_has_binds_as_well() {
        OAuthStart start = states().begin(FLOW.csrfToken("of the session"));

        assertThat(start.csrfToken()).isEqualTo("of the session");
        assertThat(start.codeChallenge()).isEmpty();
        ConsumedState consumed = states().consume(start.state(), "of the session");
        assertThat(consumed.status()).isEqualTo(Status.OK);
        assertThat(consumed.state().orElseThrow().codeVerifier()).isEmpty();
    }

    @Test
    void what_cannot_be_a_state_is_unknown() {
        OAuthStart start = states().begin(FLOW);
        String cut = start.state().substring(1);

        for (String bad : List.of("", " ", cut, start.state() + "x", "x".repeat(10_000), "\udc00", "*", "{a}:b")) {
            assertThat(states().consume(bad, start.csrfToken()))
                    .as("of %d characters", bad.length())
                    .isEqualTo(ConsumedState.UNKNOWN);
        }
        assertThat(states().consume(start.state(), start.csrfToken()).status()).isEqualTo(Status.OK);
    }

    @Test
    void of_many_callbacks_with_one_state_one_goes_on() throws Exception {
        for (int round = 0; round < 5; round++) {
            OAuthStart start = states().begin(FLOW.pkce());

            List<Status> statuses = Together.all(
                    () -> states().consume(start.state(), start.csrfToken()).status());

            assertThat(statuses).containsOnlyOnce(Status.OK);
            assertThat(statuses).filteredOn(status -> status != Status.OK).containsOnly(Status.UNKNOWN);
        }
    }

    @Test
    void states_and_bindings_are_long_and_never_the_same() {
        Set<String> issued = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            OAuthStart start = states().begin(FLOW.pkce());
            assertThat(start.state()).matches("[A-Za-z0-9_-]{43}");
            assertThat(start.csrfToken()).matches("[A-Za-z0-9_-]{43}");
            assertThat(start.codeChallenge().orElseThrow()).matches("[A-Za-z0-9_-]{43}");
            issued.addAll(List.of(
                    start.state(), start.csrfToken(), start.codeChallenge().orElseThrow()));
        }
        assertThat(issued).hasSize(300);
    }
}
