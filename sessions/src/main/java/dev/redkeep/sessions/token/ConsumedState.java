package dev.redkeep.sessions.token;

import java.util.Optional;

/**
 * What became of a state that a browser brought back.
 *
 * @param status whether the flow may go on
 * @param state the flow if it may, else empty
 */
public record ConsumedState(Status status, Optional<OAuthState> state) {
    /** Whether a flow may go on. */
    public enum Status {
        /** The state was issued to this browser and is used now. */
        OK,
        /** It was never issued, was used before, or has expired; or it is unreadable and the options say to ignore that. */
        UNKNOWN,
        /**
         * It was issued to another browser: an attack (RFC 6749, section 10.12), or a cookie that was lost. The state is
         * used up all the same, so that nobody tries again, and the user begins anew.
         */
        WRONG_BINDING
    }

    static final ConsumedState UNKNOWN = new ConsumedState(Status.UNKNOWN, Optional.empty());
    static final ConsumedState WRONG_BINDING = new ConsumedState(Status.WRONG_BINDING, Optional.empty());
}
