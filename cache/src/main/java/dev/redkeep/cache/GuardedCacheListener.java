package dev.redkeep.cache;

import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.observe.ListenerGuard;

/** A listener behind its guard. */
final class GuardedCacheListener implements CacheListener {
    private final CacheListener listener;
    private final ListenerGuard guard;

    GuardedCacheListener(CacheListener listener) {
        this.listener = listener;
        this.guard = new ListenerGuard(CacheListener.class, listener);
    }

    @Override
    public void onFenced(String pattern) {
        guard.tell(() -> listener.onFenced(pattern));
    }

    @Override
    public void onUnreadable(String pattern, String problem) {
        guard.tell(() -> listener.onUnreadable(pattern, problem));
    }

    @Override
    public void onTooLarge(String pattern, int bytes) {
        guard.tell(() -> listener.onTooLarge(pattern, bytes));
    }

    @Override
    public void onLoadFailed(String pattern, Throwable failure) {
        guard.tell(() -> listener.onLoadFailed(pattern, failure));
    }

    @Override
    public void onRefused(String pattern, RedisException refusal) {
        guard.tell(() -> listener.onRefused(pattern, refusal));
    }

    @Override
    public void onDegraded() {
        guard.tell(listener::onDegraded);
    }

    @Override
    public void onRecovered() {
        guard.tell(listener::onRecovered);
    }

    @Override
    public void onLocalReset() {
        guard.tell(listener::onLocalReset);
    }
}
