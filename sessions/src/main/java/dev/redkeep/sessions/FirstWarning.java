package dev.redkeep.sessions;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the first of many alike failures. Safe to share between threads. */
final class FirstWarning {
    private static final Logger LOG = LoggerFactory.getLogger(SessionStore.class);

    private final AtomicBoolean logged = new AtomicBoolean();

    void log(String what, RuntimeException failure) {
        if (logged.compareAndSet(false, true)) {
            LOG.warn(what, failure.getMessage());
        }
    }

    /** The next one is a first one again. */
    void reset() {
        logged.set(false);
    }
}
