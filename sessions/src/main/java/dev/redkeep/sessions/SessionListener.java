package dev.redkeep.sessions;

/**
 * Is told what happens to sessions, for audit and metrics. It is called on the thread that did the work, after it, so it
 * must be quick and safe to use from any thread. What it throws is logged once and never reaches the work.
 */
@FunctionalInterface
public interface SessionListener {
    /** Does nothing. */
    SessionListener NO_OP = event -> {};

    /**
     * Something happened.
     *
     * @param event what
     */
    void onSession(SessionEvent event);
}
