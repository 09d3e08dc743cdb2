package dev.redkeep.core.client;

/** When servers are asked: all at the same moments, so that the earliest of their answers is not long ago. */
final class Beat {
    private final long nanos;
    private final long origin = System.nanoTime();

    Beat(long nanos) {
        this.nanos = nanos;
    }

    long nanos() {
        return nanos;
    }

    /** The next moment behind one, both of {@link System#nanoTime()}. */
    long after(long now) {
        return origin + ((now - origin) / nanos + 1) * nanos;
    }
}
