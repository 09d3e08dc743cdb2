package dev.redkeep.cache.writebehind;

import java.time.Duration;

/** A time that doubles while something goes on failing. Safe to share between threads. */
final class Pause {
    private final long first;
    private final long longest;
    private long next;

    Pause(Duration first, Duration longest) {
        this.first = first.toMillis();
        this.longest = longest.toMillis();
        this.next = this.first;
    }

    synchronized Duration failed() {
        long now = next;
        next = Math.min(longest, next * 2);
        return Duration.ofMillis(now);
    }

    synchronized void worked() {
        next = first;
    }
}
