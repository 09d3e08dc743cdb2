package dev.redkeep.sessions;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known here of the servers' clocks, by answers that told the time; this process' own wall clock is never asked.
 * Each answer bounds how far a server's clock is ahead of a timer that nobody sets. What holds for all answers of the last
 * half minute or minute is known: of the nodes of a Cluster, and of a server before and after a failover. Safe to share
 * between threads.
 */
final class ServerClock {
    /** The present, in Unix milliseconds: neither earlier than the one nor later than the other. */
    record Bounds(long earliest, long latest) {}

    /** How far servers are ahead of the timer, in milliseconds, by answers since then. */
    private record Known(long least, long most, long since) {
        Known with(long otherLeast, long otherMost) {
            return new Known(Math.min(least, otherLeast), Math.max(most, otherMost), since);
        }
    }

    static final long KEPT_MILLIS = 30_000;

    private final LongSupplier nanos;
    private final long widest;
    private volatile @Nullable Known known;
    private volatile @Nullable Known before;

    /**
     * Knows nothing yet.
     *
     * @param nanos a timer that never goes back
     * @param widest how far apart the bounds that an answer gives may be, in milliseconds, for it to be of use
     */
    ServerClock(LongSupplier nanos, long widest) {
        this.nanos = nanos;
        this.widest = widest;
    }

    /** The timer in milliseconds, to be read before a call whose answer will tell the time. */
    long timer() {
        return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
    }

    /** Learns from an answer; the server read its clock at some moment between the asking and now. */
    synchronized void learn(long askedAt, long serverMillis) {
        long now = timer();
        if (now - askedAt > widest) {
            return;
        }
        long least = serverMillis - now - 1;
        long most = serverMillis + 1 - askedAt;
        Known held = known;
        if (held != null && now - held.since() < KEPT_MILLIS) {
            known = held.with(least, most);
        } else {
            before = held;
            known = new Known(least, most, now);
        }
    }

    /** Empty if no server told its time in the last half minute or minute. */
    Optional<Bounds> present() {
        long now = timer();
        Known held = known;
        Known former = before;
        if (held == null || now - held.since() >= 2 * KEPT_MILLIS) {
            return Optional.empty();
        }
        Known all = former == null || now - former.since() >= 3 * KEPT_MILLIS
                ? held
                : held.with(former.least(), former.most());
        return Optional.of(new Bounds(now + all.least(), now + 1 + all.most()));
    }
}
