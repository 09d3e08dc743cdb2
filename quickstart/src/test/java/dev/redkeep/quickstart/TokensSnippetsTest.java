package dev.redkeep.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.sessions.token.ConsumedState;
import dev.redkeep.sessions.token.ConsumedVerification;
import dev.redkeep.sessions.token.Encryptor;
import dev.redkeep.sessions.token.IssuedVerification;
import dev.redkeep.sessions.token.NewOAuthState;
import dev.redkeep.sessions.token.NewVerification;
import dev.redkeep.sessions.token.OAuthGrant;
import dev.redkeep.sessions.token.OAuthOptions;
import dev.redkeep.sessions.token.OAuthProvider;
import dev.redkeep.sessions.token.OAuthStart;
import dev.redkeep.sessions.token.OAuthStates;
import dev.redkeep.sessions.token.OAuthTokens;
import dev.redkeep.sessions.token.StoredToken;
import dev.redkeep.sessions.token.VerificationOptions;
import dev.redkeep.sessions.token.VerificationType;
import dev.redkeep.sessions.token.Verifications;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.RedisTest;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RedisTest
class TokensSnippetsTest {
    private static final String accessToken = "ya29.a";
    private static final String refreshToken = "1//r";
    private static final Encryptor encryptor = Encryptor.none();

    private Redis redis;

    @BeforeEach
    void connect(RedisServer server) {
        redis = Patience.connect(server);
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void a_providers_tokens() {
        // snippet: tokens-save
        OAuthTokens tokens = OAuthTokens.on(redis, encryptor); // Encryptor.none() keeps them as the document says
        tokens.save(
                123,
                OAuthProvider.GOOGLE,
                OAuthGrant.of(accessToken)
                        .withExpiresIn(Duration.ofSeconds(3599)) // the provider's expires_in
                        .withRefreshToken(refreshToken));
        // end
        // snippet: tokens-read
        Optional<StoredToken> access = tokens.access(123, OAuthProvider.GOOGLE); // token, and how long it is still kept
        Optional<StoredToken> refresh = tokens.refresh(123, OAuthProvider.GOOGLE);
        int gone = tokens.deleteAll(123).count(); // of all providers, as when the user leaves
        // end
        assertThat(access.map(StoredToken::token)).contains(accessToken);
        assertThat(refresh.map(StoredToken::token)).contains(refreshToken);
        assertThat(gone).isEqualTo(2);
        // snippet: tokens-unreadable
        OAuthOptions strict = OAuthOptions.defaults().withUnreadable(OAuthOptions.Unreadable.FAIL);
        long met = tokens.unreadable(); // how many these could not read
        // end
        assertThat(strict.unreadable()).isEqualTo(OAuthOptions.Unreadable.FAIL);
        assertThat(met).isZero();
    }

    @Test
    void a_flow() {
        // snippet: tokens-begin
        OAuthStates states = OAuthStates.on(redis);
        OAuthStart start =
                states.begin(NewOAuthState.of(OAuthProvider.GOOGLE, "/account").pkce());
        // redirect with state=start.state(), code_challenge=start.codeChallenge(), code_challenge_method=S256
        // and set a cookie to start.csrfToken(): HttpOnly, Secure, SameSite=Lax
        // end
        assertThat(start.codeChallenge()).isPresent();
        String stateParameter = start.state();
        String cookie = start.csrfToken();
        // snippet: tokens-consume
        ConsumedState consumed = states.consume(stateParameter, cookie);
        String next = switch (consumed.status()) {
            case OK -> consumed.state().orElseThrow().redirectUri(); // and codeVerifier() for the token request
            case UNKNOWN -> "/login"; // never issued, used before, or expired
            case WRONG_BINDING -> "/login"; // another browser: perhaps an attack
        };
        // end
        assertThat(next).isEqualTo("/account");
    }

    @Test
    void a_verification() {
        // snippet: tokens-issue
        Verifications verifications = Verifications.on(redis);
        IssuedVerification issued = verifications.issue(NewVerification.of(123, VerificationType.EMAIL_CHANGE)
                .data("{\"email\":\"alice@example.org\"}")
                .superseding()); // links that were sent before are of no more use
        // end
        String token = issued.token();
        // snippet: tokens-verify
        ConsumedVerification consumed = verifications.consume(123, VerificationType.EMAIL_CHANGE, token);
        String answer = switch (consumed.status()) {
            case OK -> consumed.data().orElseThrow(); // the JSON that it was issued with
            case USED -> "You have done that already.";
            case SUPERSEDED -> "Use the link of the latest mail.";
            case EXPIRED -> "That was too late. Ask for another.";
            case TOO_MANY_ATTEMPTS -> "Ask for another code.";
            case UNKNOWN -> "That is not right.";
        };
        // end
        assertThat(answer).contains("alice@example.org");
    }

    @Test
    void a_code() {
        byte[] pepper = new byte[32];
        // snippet: tokens-code
        Verifications codes =
                Verifications.on(redis, VerificationOptions.defaults().withPepper(pepper));
        IssuedVerification code = codes.issue(NewVerification.of(123, VerificationType.PHONE_VERIFICATION)
                .asCode(6)
                .lasting(Duration.ofMinutes(10)));
        // end
        assertThat(code.token()).matches("[0-9]{6}");
    }

    @Test
    void a_cluster() {
        // snippet: tokens-cluster
        OAuthTokens tokens = OAuthTokens.on(redis, OAuthOptions.defaults().withLayout(KeyLayout.HARDENED));
        Verifications verifications =
                Verifications.on(redis, VerificationOptions.defaults().withLayout(KeyLayout.HARDENED));
        // end
        assertThat(tokens.unreadable() + verifications.unreadable()).isZero();
    }
}
