package dev.redkeep.ratelimit;

import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How often something was given back or reset for each value of a scope, where limits have several: then it concerns other
 * subjects too, and what is remembered of them is over. Values share counts by their hash, which forgets a little more. Safe to
 * share between threads.
 */
final class SharedChanges {
    private static final int COUNTS = 4_096;

    private final List<String> scopes;
    private final AtomicIntegerArray counts;

    SharedChanges(List<Limit> limits) {
        scopes = limits.stream().map(Limit::scope).distinct().toList();
        counts = new AtomicIntegerArray(scopes.size() > 1 ? COUNTS : 0);
    }

    /** A number that differs after any change that concerns the subject. To be read before one asks what is to be remembered. */
    int of(Subject subject) {
        int sum = 0;
        for (int i = 0; counts.length() > 0 && i < scopes.size(); i++) {
            sum += counts.get(place(i, subject));
        }
        return sum;
    }

    /** To be called when the change was made. */
    void note(Subject subject) {
        for (int i = 0; counts.length() > 0 && i < scopes.size(); i++) {
            counts.incrementAndGet(place(i, subject));
        }
    }

    private int place(int scope, Subject subject) {
        int hash = (subject.value(scopes.get(scope)).hashCode() * 31 + scope) * 0x9E3779B9;
        return hash >>> 20; // of 4,096
    }
}
