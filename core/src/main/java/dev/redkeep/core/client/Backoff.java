package dev.redkeep.core.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** After a failed connect, refuses at once for a while that doubles, so that an outage costs its callers microseconds. */
final class Backoff {
    private static final long FIRST = Duration.ofMillis(20).toNanos();
    private static final long LONGEST = Duration.ofSeconds(1).toNanos();

    private record Outage(RuntimeException cause, long until, long pause) {}

    private final AtomicInteger breaks = new AtomicInteger();
    private volatile @Nullable Outage outage;

    /** Throws what the last connect failed with, if that is too recent to try again. */
    void check() {
        Outage now = outage;
        if (now != null && now.until - System.nanoTime() > 0) {
            throw new NotSentException(now.cause);
        }
    }

    void failed(RuntimeException cause) {
        Outage before = outage;
        long pause = before == null ? FIRST : Math.min(LONGEST, before.pause * 2);
        long jittered = pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2);
        outage = new Outage(cause, System.nanoTime() + jittered, pause);
    }

    /** A connection broke: others to the same server may have ended with it. */
    void broke() {
        breaks.incrementAndGet();
    }

    /** How often that was. */
    int breaks() {
        return breaks.get();
    }

    void succeeded() {
        outage = null;
    }
}
