package dev.redkeep.cache.writebehind;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * How a queue behaves. Immutable; {@link #builder()} makes another. The defaults: a change is due after 1 s; 100 make a batch, and
 * one is written at a time, within a minute; a change is tried 8 times with its batch and 8 times alone, after 200 ms at first and
 * then ever later, up to a minute, which makes 8 minutes in all; 100,000 keys may wait; closing takes at most 10 s.
 *
 * <p>All but the listener and the number of parallel batches should be the same in all processes that share a queue: each
 * applies its own to what it puts and what it claims.
 */
public final class WriteBehindOptions {
    private static final WriteBehindOptions DEFAULTS = builder().build();

    final int batch;
    final Duration delay;
    final Duration lease;
    final int tries;
    final Duration firstRetry;
    final Duration longestRetry;
    final int maxWaiting;
    final int parallel;
    final Duration closeWithin;
    final Predicate<? super Throwable> outage;
    final WriteBehindListener listener;

    WriteBehindOptions(WriteBehindOptionsBuilder builder) {
        this.batch = builder.batch;
        this.delay = builder.delay;
        this.lease = builder.lease;
        this.tries = builder.tries;
        this.firstRetry = builder.firstRetry;
        this.longestRetry = builder.longestRetry;
        this.maxWaiting = builder.maxWaiting;
        this.parallel = builder.parallel;
        this.closeWithin = builder.closeWithin;
        this.outage = builder.outage;
        this.listener = builder.listener;
    }

    /**
     * The defaults.
     *
     * @return the options
     */
    public static WriteBehindOptions defaults() {
        return DEFAULTS;
    }

    /**
     * A builder that begins with the defaults.
     *
     * @return a new builder
     */
    public static WriteBehindOptionsBuilder builder() {
        return new WriteBehindOptionsBuilder();
    }

    /**
     * A builder that begins with these.
     *
     * @return a new builder
     */
    public WriteBehindOptionsBuilder toBuilder() {
        return new WriteBehindOptionsBuilder(this);
    }
}
