package dev.redkeep.sessions;

import java.time.Instant;
import java.util.Optional;

/**
 * A session as it was read. Immutable.
 *
 * @param userId whose it is
 * @param token the token it is found by; a credential
 * @param username the user's name; empty where a service wrote none
 * @param createdAt when it was created, to the second
 * @param lastActivity when it was last touched, to the second
 * @param authData JSON text with what the log-in told
 * @param deviceInfo JSON text that describes the device
 */
public record Session(
        long userId,
        String token,
        Optional<String> username,
        Instant createdAt,
        Instant lastActivity,
        Optional<String> authData,
        Optional<String> deviceInfo) {
    /**
     * Tells whose session it is and when it was used, never the token or the data.
     *
     * @return such as {@code Session[userId=123, createdAt=…, lastActivity=…]}
     */
    @Override
    public String toString() {
        return "Session[userId=" + userId + ", createdAt=" + createdAt + ", lastActivity=" + lastActivity + "]";
    }
}
