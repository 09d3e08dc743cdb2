package dev.redkeep.sessions.token;

import java.time.Duration;
import java.util.Optional;

/**
 * What a provider's token endpoint answered. Immutable.
 *
 * <pre>{@code
 * OAuthGrant.of(accessToken).withExpiresIn(Duration.ofSeconds(3599)).withRefreshToken(refreshToken)
 * }</pre>
 *
 * @param accessToken the access token; not blank, at most 8,192 UTF-16 units
 * @param expiresIn how long the access token lives, the provider's {@code expires_in}; 1 ms to 36,525 days; empty for
 *     the documented hour
 * @param refreshToken the refresh token, bounded as the access token; empty if the provider issued no new one
 * @param refreshExpiresIn how long the refresh token is kept; 1 ms to 36,525 days; empty for the documented thirty days
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.1">RFC 6749, section 5.1</a>
 */
public record OAuthGrant(
        String accessToken,
        Optional<Duration> expiresIn,
        Optional<String> refreshToken,
        Optional<Duration> refreshExpiresIn) {
    /**
     * Checks the bounds.
     *
     * @param accessToken see the record
     * @param expiresIn see the record
     * @param refreshToken see the record
     * @param refreshExpiresIn see the record
     * @throws IllegalArgumentException if one is out of bounds; the message names it and never shows a token
     */
    public OAuthGrant {
        TokenBounds.text("accessToken", accessToken);
        expiresIn.ifPresent(time -> TokenBounds.life("expiresIn", time));
        refreshToken.ifPresent(token -> TokenBounds.text("refreshToken", token));
        refreshExpiresIn.ifPresent(time -> TokenBounds.life("refreshExpiresIn", time));
    }

    /**
     * Begins with what every answer has.
     *
     * @param accessToken the access token
     * @return a grant without the rest
     * @throws IllegalArgumentException if it is out of bounds
     */
    public static OAuthGrant of(String accessToken) {
        return new OAuthGrant(accessToken, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Sets how long the access token lives.
     *
     * @param value the provider's {@code expires_in}, 1 ms to 36,525 days
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public OAuthGrant withExpiresIn(Duration value) {
        return new OAuthGrant(accessToken, Optional.of(value), refreshToken, refreshExpiresIn);
    }

    /**
     * Adds a refresh token.
     *
     * @param value the refresh token
     * @return a copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public OAuthGrant withRefreshToken(String value) {
        return new OAuthGrant(accessToken, expiresIn, Optional.of(value), refreshExpiresIn);
    }

    /**
     * Sets how long the refresh token is kept. Without a refresh token it changes nothing.
     *
     * @param value 1 ms to 36,525 days
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public OAuthGrant withRefreshExpiresIn(Duration value) {
        return new OAuthGrant(accessToken, expiresIn, refreshToken, Optional.of(value));
    }

    /**
     * Tells the times, never a token.
     *
     * @return such as {@code OAuthGrant[expiresIn=Optional[PT1H], refreshToken=true, refreshExpiresIn=Optional.empty]}
     */
    @Override
    public String toString() {
        return "OAuthGrant[expiresIn=" + expiresIn + ", refreshToken=" + refreshToken.isPresent()
                + ", refreshExpiresIn=" + refreshExpiresIn + "]";
    }
}
