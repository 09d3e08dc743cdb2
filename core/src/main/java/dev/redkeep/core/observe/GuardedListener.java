package dev.redkeep.core.observe;

/** A listener behind its guard. */
final class GuardedListener implements RedisListener {
    private final RedisListener listener;
    private final ListenerGuard guard;

    GuardedListener(RedisListener listener) {
        this.listener = listener;
        this.guard = new ListenerGuard(RedisListener.class, listener);
    }

    @Override
    public void onOperation(OperationEvent event) {
        guard.tell(() -> listener.onOperation(event));
    }
}
