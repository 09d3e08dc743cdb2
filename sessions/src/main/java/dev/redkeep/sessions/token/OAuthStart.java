package dev.redkeep.sessions.token;

import java.util.Optional;

/**
 * What an OAuth flow begins with.
 *
 * @param state the {@code state} of the authorisation request: 43 characters of base64url
 * @param csrfToken what the browser must keep and bring back, in a cookie that is {@code HttpOnly}, {@code Secure} and
 *     {@code SameSite=Lax}, or in its session; never in the request to the provider
 * @param codeChallenge the {@code code_challenge} of the authorisation request, whose {@code code_challenge_method} is
 *     {@code S256}; empty unless {@link NewOAuthState#pkce()} asked for it
 */
public record OAuthStart(String state, String csrfToken, Optional<String> codeChallenge) {
    /**
     * Tells nothing, since each part is a credential or bound to one.
     *
     * @return a constant
     */
    @Override
    public String toString() {
        return "OAuthStart";
    }
}
