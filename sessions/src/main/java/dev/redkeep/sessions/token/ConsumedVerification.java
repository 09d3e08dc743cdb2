package dev.redkeep.sessions.token;

import java.util.Optional;

/**
 * What became of a token or code that a user brought.
 *
 * @param status whether it proves anything
 * @param data if it does, the JSON text it was issued with; empty also where another service wrote none
 */
public record ConsumedVerification(Status status, Optional<String> data) {
    /** Whether a token or code proves anything. All but {@link #OK} are final, but for a new guess at a code. */
    public enum Status {
        /** It does, and is used up now. */
        OK,
        /** It did, and was used up before; also by another service. */
        USED,
        /** A later one took its place. */
        SUPERSEDED,
        /** It was not used in time. That is remembered for a day; then it is unknown. */
        EXPIRED,
        /** A code was guessed at too often, or none was there to be guessed; it is burnt, if it was there. */
        TOO_MANY_ATTEMPTS,
        /** It was never issued to this user for this, was long ago, or is a wrong code. */
        UNKNOWN
    }

    static ConsumedVerification of(Status status) {
        return new ConsumedVerification(status, Optional.empty());
    }

    /**
     * Tells the status, never the data.
     *
     * @return such as {@code ConsumedVerification[status=OK]}
     */
    @Override
    public String toString() {
        return "ConsumedVerification[status=" + status + "]";
    }
}
