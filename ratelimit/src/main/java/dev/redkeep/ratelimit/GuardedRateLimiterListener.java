package dev.redkeep.ratelimit;

import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.observe.ListenerGuard;

/** Tells a listener what happened, and keeps its faults from the work. The first one is logged. */
final class GuardedRateLimiterListener implements RateLimiterListener {
    private final RateLimiterListener listener;
    private final ListenerGuard guard;

    GuardedRateLimiterListener(RateLimiterListener listener) {
        this.listener = listener;
        this.guard = new ListenerGuard(RateLimiterListener.class, listener);
    }

    @Override
    public void onRefused(Subject subject, Decision decision) {
        tell(() -> listener.onRefused(subject, decision));
    }

    @Override
    public void onDegraded(Subject subject, Decision decision, RedisException cause) {
        tell(() -> listener.onDegraded(subject, decision, cause));
    }

    @Override
    public void onRecovered() {
        tell(listener::onRecovered);
    }

    /** Errors too: a class that the listener does not find must not end the requests that it is told of. */
    private void tell(Runnable event) {
        try {
            event.run();
        } catch (Throwable fault) {
            guard.faulted(fault);
        }
    }
}
