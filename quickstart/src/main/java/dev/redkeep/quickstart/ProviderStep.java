package dev.redkeep.quickstart;

import static dev.redkeep.quickstart.SessionsStep.ALICE;
import static dev.redkeep.sessions.token.OAuthProvider.GOOGLE;
import static dev.redkeep.sessions.token.TokenKeys.OAUTH_ACCESS;
import static dev.redkeep.sessions.token.TokenKeys.OAUTH_REFRESH;
import static dev.redkeep.sessions.token.TokenKeys.OAUTH_STATE;

import dev.redkeep.sessions.token.AesGcmEncryptor;
import dev.redkeep.sessions.token.Encryptor;
import dev.redkeep.sessions.token.NewOAuthState;
import dev.redkeep.sessions.token.OAuthGrant;
import dev.redkeep.sessions.token.OAuthStart;
import dev.redkeep.sessions.token.OAuthState;
import dev.redkeep.sessions.token.OAuthStates;
import dev.redkeep.sessions.token.OAuthTokens;
import dev.redkeep.sessions.token.StoredToken;
import java.security.SecureRandom;
import java.time.Duration;

/** Send a browser to a provider, know it again, and keep what the provider grants. */
final class ProviderStep implements Step {
    /** What a provider would grant. */
    static final String ACCESS_TOKEN = "quickstart-access-token";

    static final String REFRESH_TOKEN = "quickstart-refresh-token";

    @Override
    public String title() {
        return "Sign in with a provider";
    }

    @Override
    public void run(Tour tour, Notes notes) {
        Encryptor encryptor = encryptor();
        OAuthStates states = OAuthStates.on(tour.redis(), encryptor);
        OAuthStart start = states.begin(NewOAuthState.of(GOOGLE, "/account").pkce());
        tour.wrote(OAUTH_STATE.key(start.state()));
        notes.add("begin", "alice's browser goes to Google, with a state, a code challenge and a cookie of ours");

        OAuthState state =
                states.consume(start.state(), start.csrfToken()).state().orElseThrow();
        notes.add("consume", "she is back, and goes on to " + state.redirectUri());
        notes.add(
                "consume",
                "the same state again: "
                        + states.consume(start.state(), start.csrfToken()).status());

        OAuthTokens tokens = OAuthTokens.on(tour.redis(), encryptor);
        tokens.save(
                ALICE,
                GOOGLE,
                OAuthGrant.of(ACCESS_TOKEN)
                        .withExpiresIn(Duration.ofSeconds(3_599))
                        .withRefreshToken(REFRESH_TOKEN));
        tour.wrote(OAUTH_ACCESS.key(ALICE, GOOGLE), OAUTH_REFRESH.key(ALICE, GOOGLE));
        notes.add("save", "what Google granted, encrypted by AES-256-GCM");

        StoredToken access = tokens.access(ALICE, GOOGLE).orElseThrow();
        notes.add(
                "access",
                "read, and good for " + access.expiresIn().orElseThrow().toMinutes() + " minutes more");
        OAuthTokens others = OAuthTokens.on(tour.redis(), encryptor());
        notes.add("access", "with another key: " + (others.access(ALICE, GOOGLE).isPresent() ? "read" : "unreadable"));
    }

    /** With a key that is gone after the tour: a later one writes new tokens in place of these. */
    private static Encryptor encryptor() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return AesGcmEncryptor.builder().key("tour", key).current("tour").build();
    }
}
