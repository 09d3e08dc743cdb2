package dev.redkeep.cache.writebehind;

import dev.redkeep.core.observe.ListenerGuard;

/** Counts what happens and tells the listener of it. Safe to share between threads. */
final class QueueReport {
    final QueueTally tally = new QueueTally();
    private final String queue;
    private final WriteBehindListener listener;
    private final ListenerGuard guard;

    QueueReport(String queue, WriteBehindListener listener) {
        this.queue = queue;
        this.listener = listener;
        this.guard = new ListenerGuard(WriteBehindListener.class, listener);
    }

    void failed(int changes, Throwable failure) {
        tally.failures.increment();
        guard.tell(() -> listener.onFailed(queue, changes, failure));
    }

    void setAside(int changes, String reason) {
        if (changes > 0) {
            tally.setAside.add(changes);
            guard.tell(() -> listener.onSetAside(queue, changes, reason));
        }
    }

    void lost(int changes) {
        if (changes > 0) {
            tally.lostClaims.add(changes);
            guard.tell(() -> listener.onLostClaim(queue, changes));
        }
    }

    void redisFailed(RuntimeException failure) {
        tally.redisFailures.increment();
        guard.tell(() -> listener.onRedisFailed(queue, failure));
    }

    void left(long left) {
        guard.tell(() -> listener.onLeft(queue, left));
    }
}
