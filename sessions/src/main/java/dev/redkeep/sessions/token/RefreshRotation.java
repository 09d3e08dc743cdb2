package dev.redkeep.sessions.token;

import java.util.Optional;

/**
 * What became of a refresh token that a client presented.
 *
 * @param outcome what became of it
 * @param successor what to give to the client instead; present if it was rotated or retried
 * @param family what the token belongs to, as it is now; empty if the token is unknown, since then nothing that it says of
 *     its user is proven
 */
public record RefreshRotation(Outcome outcome, Optional<IssuedRefreshToken> successor, Optional<RefreshFamily> family) {
    /** What became of a token. */
    public enum Outcome {
        /** It was good, is used now, and has a successor. */
        ROTATED,
        /** It was used within the grace, and its successor was not used yet: here is the same successor again. */
        RETRIED,
        /** It was used before: either its thief or its owner came second, so the family has been revoked. */
        REUSED,
        /** Its family had been revoked before. */
        REVOKED,
        /** Its family had not been used for too long, or was too old. */
        EXPIRED,
        /** No token, or one that was never issued, ended long ago, or has more successors than are remembered. */
        UNKNOWN
    }

    static final RefreshRotation UNKNOWN = new RefreshRotation(Outcome.UNKNOWN, Optional.empty(), Optional.empty());
}
