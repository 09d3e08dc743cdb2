package dev.redkeep.sessions;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A session as it was read. Immutable.
 *
 * @param id what it is found by
 * @param userId whose it is
 * @param username the user's name; empty where a service wrote none
 * @param createdAt when it was created, to the second; a rotation does not change it
 * @param lastActivity when it was last noted that it was used, to the second; see {@link SessionOptions#touchEvery}
 * @param rotatedAt when it got its present token, to the second
 * @param version how often it was updated, from 0
 * @param attributes what the application keeps with it
 * @param authData JSON text with what the log-in told
 * @param deviceInfo JSON text that describes the device
 * @param renewalDue whether it is time to {@linkplain SessionStore#rotate rotate} it, by {@link SessionOptions#renewal};
 *     told by {@link SessionStore#findAndTouch} alone
 * @param readOnly whether it was found by the token it had before a rotation, in the grace after that
 * @param degraded whether it comes from the fallback, since Redis is away
 */
public record Session(
        SessionId id,
        long userId,
        Optional<String> username,
        Instant createdAt,
        Instant lastActivity,
        Instant rotatedAt,
        long version,
        Map<String, String> attributes,
        Optional<String> authData,
        Optional<String> deviceInfo,
        boolean renewalDue,
        boolean readOnly,
        boolean degraded) {
    /**
     * Copies the attributes.
     *
     * @param id what it is found by
     * @param userId whose it is
     * @param username the user's name
     * @param createdAt when it was created
     * @param lastActivity when its use was noted last
     * @param rotatedAt when it got its present token
     * @param version how often it was updated
     * @param attributes what the application keeps with it
     * @param authData what the log-in told
     * @param deviceInfo what describes the device
     * @param renewalDue whether to rotate it
     * @param readOnly whether it was found by an old token
     * @param degraded whether it comes from the fallback
     */
    public Session {
        attributes = Map.copyOf(attributes);
    }

    Session fromFallback() {
        return new Session(
                id,
                userId,
                username,
                createdAt,
                lastActivity,
                rotatedAt,
                version,
                attributes,
                authData,
                deviceInfo,
                renewalDue,
                readOnly,
                true);
    }

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
