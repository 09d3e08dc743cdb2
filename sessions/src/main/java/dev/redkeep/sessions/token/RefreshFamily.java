package dev.redkeep.sessions.token;

import java.time.Instant;
import java.util.Optional;

/**
 * A refresh token and all its successors: one log-in on one device.
 *
 * @param userId whose it is
 * @param familyId its id
 * @param details what was told of it when it was issued, such as the device
 * @param issuedAt when its first token was issued, to the millisecond
 * @param rotatedAt when a token was last rotated; {@code issuedAt} if none was
 * @param expiresAt when it ends unless it is rotated before
 */
public record RefreshFamily(
        long userId,
        String familyId,
        Optional<String> details,
        Instant issuedAt,
        Instant rotatedAt,
        Instant expiresAt) {
    /**
     * Tells whose it is and its times, never the details.
     *
     * @return such as {@code RefreshFamily[userId=123, familyId=…, issuedAt=…, rotatedAt=…, expiresAt=…]}
     */
    @Override
    public String toString() {
        return "RefreshFamily[userId=" + userId + ", familyId=" + familyId + ", issuedAt=" + issuedAt + ", rotatedAt="
                + rotatedAt + ", expiresAt=" + expiresAt + "]";
    }
}
