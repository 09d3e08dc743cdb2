package dev.redkeep.core.client;

/**
 * Is told which keys have changed, and up to when nothing is missing. {@link #allChanged} and {@link #inSync} come one at a
 * time; {@link #changed} comes on a thread for each server, several at once on a Cluster. What a call throws is logged once
 * for a feed, and is lost. A call that takes long holds up what follows: the feed then falls behind, keeps no changes in
 * memory meanwhile, and says {@link #inSync} later or, if the server gives up on it, {@link #allChanged}. It holds no lock while it
 * calls.
 */
public interface KeyFeedListener {
    /**
     * A key was written, deleted, evicted, or is over; by whomever, this client included. With tracking it may also be a key
     * of none of the patterns that begins as one of theirs do, or one of another database number.
     *
     * @param key its bytes, or those of the message as they came; the listener's own
     */
    void changed(byte[] key);

    /**
     * Any key may have changed: all were deleted ({@code FLUSHALL}), or news were missed, because a connection broke, a
     * server was silent, or other servers hold the keys now. Also told once when a feed begins.
     */
    void allChanged();

    /**
     * Every change that a server had made by this moment has been told, by {@link #changed} or {@link #allChanged}: what was
     * written before, and answered before, was heard. It comes about once in a heartbeat, and as long as any of the servers
     * does not answer it does not come.
     *
     * @param asOfNanos the moment, in {@link System#nanoTime()}; later than that of the call before
     */
    void inSync(long asOfNanos);
}
