package dev.redkeep.cache;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to have a value loaded anew before its time is over, by XFetch (Vattani et al., VLDB 2015): each reader draws whether
 * {@code now - delta * beta * ln(u) >= expiry}. So the first of many does it in time, and hardly any other.
 *
 * @param meanNanos {@code delta * beta}: how early it is drawn on average, in nanoseconds; above 0
 * @param freshUntil until when the value is fresh, in Unix milliseconds of the server's clock; that tells it from its successors
 */
record Ahead(double meanNanos, long freshUntil) {
    /** Null if it is not wanted, or nobody knows how long the value took to load. */
    static @Nullable Ahead of(Envelope envelope, double beta) {
        double mean = TimeUnit.MICROSECONDS.toNanos(envelope.loadMicros()) * beta;
        return mean > 0 ? new Ahead(mean, envelope.freshUntil()) : null;
    }

    /**
     * Draws.
     *
     * @param random from 0 to less than 1
     */
    boolean isTime(long leftNanos, DoubleSupplier random) {
        double u = 1 - random.getAsDouble();
        return -meanNanos * Math.log(u) >= leftNanos;
    }
}
