package dev.redkeep.ratelimit;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener what happened, and keeps its faults from the work. The first one is logged. */
final class GuardedRateLimiterListener implements RateLimiterListener {
    private static final Logger LOG = LoggerFactory.getLogger(RateLimiterListener.class);

    private final RateLimiterListener listener;
    private final AtomicBoolean logged = new AtomicBoolean();

    GuardedRateLimiterListener(RateLimiterListener listener) {
        this.listener = listener;
    }

    @Override
    public void onRefused(Subject subject, Decision decision) {
        try {
            listener.onRefused(subject, decision);
        } catch (RuntimeException fault) {
            log(fault);
        }
    }

    @Override
    public void onDegraded(Subject subject, Decision decision) {
        try {
            listener.onDegraded(subject, decision);
        } catch (RuntimeException fault) {
            log(fault);
        }
    }

    @Override
    public void onRecovered() {
        try {
            listener.onRecovered();
        } catch (RuntimeException fault) {
            log(fault);
        }
    }

    private void log(RuntimeException fault) {
        if (logged.compareAndSet(false, true)) {
            LOG.warn("The listener {} threw; its further faults are not logged", listener.getClass(), fault);
        }
    }
}
