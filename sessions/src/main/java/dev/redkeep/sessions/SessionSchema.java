package dev.redkeep.sessions;

/** Whose document says how a session is stored. */
public enum SessionSchema {
    /** Discours: a hash for each session, found by user and token (D1, D2). */
    DISCOURS,
    /**
     * Trackeep: JSON for each session (T1, T2). As documented it is found by its id alone; what an id tells of its user is
     * compared. Hardened, an id tells its user: {@link SessionId#of(String)} takes a token that the library issued. Properties
     * that other services put into the JSON stay byte for byte.
     */
    TRACKEEP
}
