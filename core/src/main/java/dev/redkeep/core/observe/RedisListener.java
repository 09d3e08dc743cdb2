package dev.redkeep.core.observe;

/**
 * Is told what happens, for metrics and traces. It is called on the thread that did the work, so it must be quick and
 * safe to use from any thread. What it throws is logged once and never reaches the work.
 */
@FunctionalInterface
public interface RedisListener {
    /** Does nothing. */
    RedisListener NO_OP = event -> {};

    /**
     * An operation is over, well or badly.
     *
     * @param event what it was
     */
    void onOperation(OperationEvent event);

    /**
     * This listener behind a guard, so that a fault in it never breaks work.
     *
     * @return a listener that never throws
     */
    default RedisListener guarded() {
        return this == NO_OP || this instanceof GuardedListener ? this : new GuardedListener(this);
    }
}
