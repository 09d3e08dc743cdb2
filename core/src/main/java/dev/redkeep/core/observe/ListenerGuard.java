package dev.redkeep.core.observe;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the faults of an application's listener from the work that it is told of. The first one is logged, under the name of the
 * listener's kind. Safe to share between threads.
 */
public final class ListenerGuard {
    private final Logger log;
    private final Class<?> listener;
    private final AtomicBoolean logged = new AtomicBoolean();

    /**
     * A guard of one listener.
     *
     * @param kind what the listener implements, which names the logger
     * @param listener the listener
     */
    public ListenerGuard(Class<?> kind, Object listener) {
        this.log = LoggerFactory.getLogger(kind);
        this.listener = listener.getClass();
    }

    /**
     * Tells the listener something. What it throws ends here, but for an {@link Error}.
     *
     * @param event calls the listener
     */
    public void tell(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException fault) {
            faulted(fault);
        }
    }

    /**
     * Logs a fault of the listener, if it is the first.
     *
     * @param fault what it threw
     */
    public void faulted(Throwable fault) {
        if (logged.compareAndSet(false, true)) {
            log.warn("The listener {} threw; its further faults are not logged", listener, fault);
        }
    }
}
