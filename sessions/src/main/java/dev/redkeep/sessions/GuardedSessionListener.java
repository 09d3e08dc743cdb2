package dev.redkeep.sessions;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener what happened, and keeps its faults from the work. The first one is logged. */
final class GuardedSessionListener {
    private static final Logger LOG = LoggerFactory.getLogger(SessionListener.class);

    private final SessionListener listener;
    private final AtomicBoolean logged = new AtomicBoolean();

    GuardedSessionListener(SessionListener listener) {
        this.listener = listener;
    }

    /** Says nothing of no sessions. */
    void tell(SessionEvent.Kind kind, long userId, long count) {
        if (count == 0 || listener == SessionListener.NO_OP) {
            return;
        }
        try {
            listener.onSession(new SessionEvent(kind, userId, (int) count));
        } catch (RuntimeException fault) {
            if (logged.compareAndSet(false, true)) {
                LOG.warn("The listener {} threw; its further faults are not logged", listener.getClass(), fault);
            }
        }
    }
}
