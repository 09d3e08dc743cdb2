package dev.redkeep.sessions.token;

import dev.redkeep.sessions.secret.RandomSecret;
import java.util.Optional;

/**
 * An OAuth flow that is about to begin. Immutable; each method gives a copy.
 *
 * <pre>{@code
 * NewOAuthState.of(OAuthProvider.GOOGLE, "https://example.org/account").pkce()
 * }</pre>
 */
public final class NewOAuthState {
    private final OAuthProvider provider;
    private final String redirectUri;
    private final Optional<String> csrfToken;
    private final boolean pkce;

    private NewOAuthState(OAuthProvider provider, String redirectUri, Optional<String> csrfToken, boolean pkce) {
        this.provider = provider;
        this.redirectUri = redirectUri;
        this.csrfToken = csrfToken;
        this.pkce = pkce;
    }

    /**
     * Begins with what every flow has.
     *
     * @param provider who will authorise
     * @param redirectUri where the browser goes afterwards; not blank, at most 8,192 UTF-16 units. It is stored as it is:
     *     whoever takes it from a request checks it against a list first, or becomes an open redirector (RFC 9700, section
     *     4.11)
     * @return the flow to be
     * @throws IllegalArgumentException if the address is out of bounds
     */
    public static NewOAuthState of(OAuthProvider provider, String redirectUri) {
        return new NewOAuthState(provider, TokenBounds.text("redirectUri", redirectUri), Optional.empty(), false);
    }

    /**
     * Binds the flow to a token that the browser already has, instead of one issued for it.
     *
     * @param value the token; unguessable, not blank, at most 8,192 UTF-16 units
     * @return a copy with it
     * @throws IllegalArgumentException if it is out of bounds; the message does not show it
     */
    public NewOAuthState csrfToken(String value) {
        return new NewOAuthState(provider, redirectUri, Optional.of(TokenBounds.text("csrfToken", value)), pkce);
    }

    /**
     * Issues a code verifier too, so that a code that was stolen on its way is of no use (RFC 7636). For every provider
     * that understands it; the document does not know it, and it adds a field to the hash.
     *
     * @return a copy with it
     */
    public NewOAuthState pkce() {
        return new NewOAuthState(provider, redirectUri, csrfToken, true);
    }

    OAuthProvider provider() {
        return provider;
    }

    String redirectUri() {
        return redirectUri;
    }

    String csrfTokenOrNew() {
        return csrfToken.orElseGet(RandomSecret::token);
    }

    Optional<String> newCodeVerifier() {
        return pkce ? Optional.of(RandomSecret.token()) : Optional.empty();
    }

    /**
     * Tells the provider, never the address or the token.
     *
     * @return such as {@code NewOAuthState[provider=GOOGLE]}
     */
    @Override
    public String toString() {
        return "NewOAuthState[provider=" + provider + "]";
    }
}
