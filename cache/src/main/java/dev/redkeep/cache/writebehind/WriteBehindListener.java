package dev.redkeep.cache.writebehind;

/**
 * Is told what a queue does, for logs and metrics. It is called on the thread that did it, so it must be quick and safe to use
 * from any thread. What it throws is logged once and never reaches the work. It gets no keys: they can be personal.
 */
public interface WriteBehindListener {
    /** Does nothing. */
    WriteBehindListener NO_OP = new WriteBehindListener() {};

    /**
     * The writer failed. The changes are tried again later, or are set aside, which {@link #onSetAside} then tells.
     *
     * @param queue the queue's name
     * @param changes how many were in the batch
     * @param failure what the writer threw
     */
    default void onFailed(String queue, int changes, Throwable failure) {}

    /**
     * Changes were set aside: {@link WriteBehind#poisoned} lists them. They are not tried again before someone asks for it or
     * puts another value.
     *
     * @param queue the queue's name
     * @param changes how many
     * @param reason the class of what they failed with last, or {@link Poisoned#CLAIM_ENDED}
     */
    default void onSetAside(String queue, int changes, String reason) {}

    /**
     * Changes were not confirmed before their claim ended, and will be written again: the process that had them died, or its
     * writer takes longer than the lease.
     *
     * @param queue the queue's name
     * @param changes how many
     */
    default void onLostClaim(String queue, int changes) {}

    /**
     * A worker can't ask Redis for changes, or tell it what became of them. It goes on trying.
     *
     * @param queue the queue's name
     * @param failure why
     */
    default void onRedisFailed(String queue, RuntimeException failure) {}

    /**
     * The queue was closed before all was written. What is left is safe in Redis, and will be written by another process or
     * after the next start.
     *
     * @param queue the queue's name
     * @param left how many keys; -1 if Redis did not say
     */
    default void onLeft(String queue, long left) {}
}
