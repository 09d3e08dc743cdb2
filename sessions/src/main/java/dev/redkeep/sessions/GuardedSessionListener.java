package dev.redkeep.sessions;

import dev.redkeep.core.observe.ListenerGuard;

/** Tells a listener what happened, and keeps its faults from the work. The first one is logged. */
final class GuardedSessionListener {
    private final SessionListener listener;
    private final ListenerGuard guard;

    GuardedSessionListener(SessionListener listener) {
        this.listener = listener;
        this.guard = new ListenerGuard(SessionListener.class, listener);
    }

    /** Says nothing of no sessions. */
    void tell(SessionEvent.Kind kind, long userId, long count) {
        if (count == 0 || listener == SessionListener.NO_OP) {
            return;
        }
        guard.tell(() -> listener.onSession(new SessionEvent(kind, userId, (int) count)));
    }
}
