package dev.redkeep.sessions;

import static java.util.Objects.requireNonNull;

import dev.redkeep.core.ttl.TtlPolicy;
import java.time.Duration;

/**
 * How sessions are kept. Immutable.
 *
 * @param idle how long a session lives from its last use; at least 1 ms
 * @param unreadable what to do with a hash that is no session
 */
public record SessionOptions(Duration idle, Unreadable unreadable) {
    /** What to do with a hash that cannot be read as a session: another program wrote it, or damaged it. */
    public enum Unreadable {
        /** Behave as if there were no session, and count it. The hash stays until it expires. */
        IGNORE,
        /** Throw an {@link UnreadableSessionException}. */
        FAIL
    }

    private static final SessionOptions DEFAULTS = new SessionOptions(Duration.ofDays(30), Unreadable.IGNORE);

    /**
     * Checks the bounds.
     *
     * @param idle see the record
     * @param unreadable see the record
     * @throws IllegalArgumentException if the time is out of range
     */
    public SessionOptions {
        TtlPolicy.sliding(idle);
        requireNonNull(unreadable, "unreadable");
    }

    /**
     * Thirty days, as the document says; what is unreadable is ignored and counted.
     *
     * @return the defaults
     */
    public static SessionOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Changes how long a session lives from its last use.
     *
     * @param value at least 1 ms
     * @return a copy
     * @throws IllegalArgumentException if the time is out of range
     */
    public SessionOptions withIdle(Duration value) {
        return new SessionOptions(value, unreadable);
    }

    /**
     * Changes what is done with what is unreadable.
     *
     * @param value what to do
     * @return a copy
     */
    public SessionOptions withUnreadable(Unreadable value) {
        return new SessionOptions(idle, value);
    }
}
