package dev.redkeep.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * How a cache behaves in this process. Immutable; {@link #builder()} makes another. The defaults: no local level; changes are not announced; values are not
 * served past their time; refreshing ahead is off; a load may take 5 s, and 64 may be under way; Redis has 1 s, and is looked for
 * each second while it is away; times to live are shortened by up to a tenth, at random.
 */
public final class CacheOptions {
    private static final CacheOptions DEFAULTS = builder().build();

    final Optional<LocalOptions> local;
    final boolean announced;
    final Duration staleFor;
    final Duration staleIfError;
    final double refreshAhead;
    final double jitter;
    final int maxValueBytes;
    final int compressOver;
    final Duration loadTimeout;
    final int maxLoads;
    final Optional<Executor> loadsOn;
    final Duration deadline;
    final Duration probeEvery;
    final CacheListener listener;

    CacheOptions(CacheOptionsBuilder builder) {
        this.local = builder.local;
        this.announced = builder.announced;
        this.staleFor = builder.staleFor;
        this.staleIfError = builder.staleIfError;
        this.refreshAhead = builder.refreshAhead;
        this.jitter = builder.jitter;
        this.maxValueBytes = builder.maxValueBytes;
        this.compressOver = builder.compressOver;
        this.loadTimeout = builder.loadTimeout;
        this.maxLoads = builder.maxLoads;
        this.loadsOn = builder.loadsOn;
        this.deadline = builder.deadline;
        this.probeEvery = builder.probeEvery;
        this.listener = builder.listener;
    }

    /**
     * The defaults.
     *
     * @return the options
     */
    public static CacheOptions defaults() {
        return DEFAULTS;
    }

    /**
     * A builder that begins with the defaults.
     *
     * @return a new builder
     */
    public static CacheOptionsBuilder builder() {
        return new CacheOptionsBuilder();
    }

    /**
     * A builder that begins with these.
     *
     * @return a new builder
     */
    public CacheOptionsBuilder toBuilder() {
        return new CacheOptionsBuilder(this);
    }
}
