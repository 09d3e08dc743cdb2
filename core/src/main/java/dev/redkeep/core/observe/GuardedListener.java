package dev.redkeep.core.observe;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the faults of a listener from the work that it is told of. The first one is logged. */
final class GuardedListener implements RedisListener {
    private static final Logger LOG = LoggerFactory.getLogger(RedisListener.class);

    private final RedisListener listener;
    private final AtomicBoolean logged = new AtomicBoolean();

    GuardedListener(RedisListener listener) {
        this.listener = listener;
    }

    @Override
    public void onOperation(OperationEvent event) {
        try {
            listener.onOperation(event);
        } catch (RuntimeException fault) {
            if (logged.compareAndSet(false, true)) {
                LOG.warn("The listener {} threw; its further faults are not logged", listener.getClass(), fault);
            }
        }
    }
}
