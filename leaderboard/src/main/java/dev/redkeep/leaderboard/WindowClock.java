package dev.redkeep.leaderboard;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The server's clock as it was last met, carried on by a timer that nobody sets. Safe to share between threads. */
final class WindowClock {
    private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** What the server said, and when by the timer. */
    private record Met(long millis, long nanos) {}

    private final LongSupplier ask;
    private final LongSupplier nanos;
    private volatile @Nullable Met met;

    /** With what asks the server, in Unix milliseconds, and a timer in nanoseconds. */
    WindowClock(LongSupplier ask, LongSupplier nanos) {
        this.ask = ask;
        this.nanos = nanos;
    }

    /** Unix milliseconds, a little behind; asks the server if it was not met for a minute. */
    long millis() {
        Met last = met;
        if (last != null && nanos.getAsLong() - last.nanos() < KEPT_NANOS) {
            return last.millis() + TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - last.nanos());
        }
        return learn(ask.getAsLong());
    }

    /** The timer that carries it on. */
    long nanos() {
        return nanos.getAsLong();
    }

    /** Notes what the server just said. */
    long learn(long millis) {
        met = new Met(millis, nanos.getAsLong());
        return millis;
    }
}
