package dev.redkeep.cache;

import dev.redkeep.core.client.RedisException;

/** Counts what happens in a cache, and tells the listener. */
final class Report {
    final Tally tally;
    private final CacheListener listener;
    private final String pattern;

    Report(Tally tally, CacheListener listener, String pattern) {
        this.tally = tally;
        this.listener = listener;
        this.pattern = pattern;
    }

    void fenced() {
        tally.fencedFills.increment();
        listener.onFenced(pattern);
    }

    void unreadable(String problem) {
        tally.unreadable.increment();
        listener.onUnreadable(pattern, problem);
    }

    void tooLarge(int bytes) {
        tally.tooLarge.increment();
        listener.onTooLarge(pattern, bytes);
    }

    void loadFailed(Throwable failure, int values) {
        tally.loadFailures.add(values);
        listener.onLoadFailed(pattern, failure);
    }

    void refused(RedisException refusal) {
        listener.onRefused(pattern, refusal);
    }

    void degraded() {
        listener.onDegraded();
    }

    void recovered() {
        listener.onRecovered();
    }

    void localReset() {
        tally.localResets.increment();
        listener.onLocalReset();
    }

    /** What a message may name. */
    String pattern() {
        return pattern;
    }
}
