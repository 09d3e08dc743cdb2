package dev.redkeep.sessions.token;

import java.time.Instant;
import java.util.Optional;

/**
 * An OAuth flow whose browser came back.
 *
 * @param provider who authorised
 * @param redirectUri where the browser goes now
 * @param createdAt when the flow began, to the second
 * @param codeVerifier the {@code code_verifier} for the token request (RFC 7636, section 4.5); empty if the flow began
 *     without one
 */
public record OAuthState(OAuthProvider provider, String redirectUri, Instant createdAt, Optional<String> codeVerifier) {
    /**
     * Tells the provider and the time, never the address or the verifier.
     *
     * @return such as {@code OAuthState[provider=GOOGLE, createdAt=…]}
     */
    @Override
    public String toString() {
        return "OAuthState[provider=" + provider + ", createdAt=" + createdAt + "]";
    }
}
