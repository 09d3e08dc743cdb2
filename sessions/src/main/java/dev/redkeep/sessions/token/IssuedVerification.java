package dev.redkeep.sessions.token;

import java.time.Instant;

/**
 * What goes to the user.
 *
 * @param token the token, 43 characters of base64url, or the code; a credential
 * @param expiresAt when it ends, by the server's clock
 */
public record IssuedVerification(String token, Instant expiresAt) {
    /**
     * Tells when it ends, never the token.
     *
     * @return such as {@code IssuedVerification[expiresAt=…]}
     */
    @Override
    public String toString() {
        return "IssuedVerification[expiresAt=" + expiresAt + "]";
    }
}
