package dev.redkeep.sessions.token;

import java.time.Instant;

/**
 * A refresh token to be given to a client.
 *
 * @param token what the client presents; a credential: 76 characters of base64url. It is stored nowhere
 * @param familyId what the token and its successors are revoked by; no credential
 * @param expiresAt when it ends unless it is rotated before, to the millisecond
 */
public record IssuedRefreshToken(String token, String familyId, Instant expiresAt) {
    /**
     * Tells the family and the end, never the token.
     *
     * @return such as {@code IssuedRefreshToken[familyId=…, expiresAt=…]}
     */
    @Override
    public String toString() {
        return "IssuedRefreshToken[familyId=" + familyId + ", expiresAt=" + expiresAt + "]";
    }
}
