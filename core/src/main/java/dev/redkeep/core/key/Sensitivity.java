package dev.redkeep.core.key;

/** Who may see the data of a key, and the key itself. */
public enum Sensitivity {
    /** May be shown to anyone. */
    PUBLIC,
    /** Tells something of a person. What is not said to be public counts as this. */
    PERSONAL,
    /** A credential: neither the value nor the rendered key goes into a log, a message or a report. */
    SECRET
}
