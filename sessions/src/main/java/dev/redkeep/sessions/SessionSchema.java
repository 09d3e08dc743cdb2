package dev.redkeep.sessions;

/** Whose document says how a session is stored. */
public enum SessionSchema {
    /** Discours: a hash for each session, found by user and token (D1, D2). */
    DISCOURS,
    /** Trackeep: JSON for each session, found by its id alone (T1, T2). */
    TRACKEEP
}
