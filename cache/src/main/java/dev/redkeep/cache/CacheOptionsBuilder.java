package dev.redkeep.cache;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Sets {@link CacheOptions}. Not safe to share between threads. */
public final class CacheOptionsBuilder {
    private static final Duration LONGEST = Duration.ofDays(3_650);

    Optional<LocalOptions> local = Optional.empty();
    boolean announced;
    Duration staleFor = Duration.ZERO;
    Duration staleIfError = Duration.ZERO;
    double refreshAhead;
    double jitter = 0.1;
    int maxValueBytes = 1 << 20;
    int compressOver = Integer.MAX_VALUE;
    Duration loadTimeout = Duration.ofSeconds(5);
    int maxLoads = 64;
    Optional<Executor> loadsOn = Optional.empty();
    Duration deadline = Duration.ofSeconds(1);
    Duration probeEvery = Duration.ofSeconds(1);
    CacheListener listener = CacheListener.NO_OP;

    CacheOptionsBuilder() {}

    CacheOptionsBuilder(CacheOptions options) {
        local = options.local;
        announced = options.announced;
        staleFor = options.staleFor;
        staleIfError = options.staleIfError;
        refreshAhead = options.refreshAhead;
        jitter = options.jitter;
        maxValueBytes = options.maxValueBytes;
        compressOver = options.compressOver;
        loadTimeout = options.loadTimeout;
        maxLoads = options.maxLoads;
        loadsOn = options.loadsOn;
        deadline = options.deadline;
        probeEvery = options.probeEvery;
        listener = options.listener;
    }

    /**
     * Keeps values in this process' memory too.
     *
     * @param options how
     * @return this
     */
    public CacheOptionsBuilder local(LocalOptions options) {
        local = Optional.of(options);
        return this;
    }

    /**
     * Publishes each change on the channel {@code cache-changes:} and the values' pattern, so that {@linkplain #local local levels} also work
     * where the server, or a user, allows no {@code CLIENT TRACKING}. It costs a {@code PUBLISH} within the script of each change. All
     * processes that change the cache must have the same, with a local level or without: what one does not announce, such a level
     * holds until its time to live ends. All need the right to the channel.
     *
     * @param yes whether to
     * @return this
     */
    public CacheOptionsBuilder announced(boolean yes) {
        announced = yes;
        return this;
    }

    /**
     * Serves a value past its time to live while one caller in the fleet loads a new one (RFC 5861, stale-while-revalidate). The key
     * then lives so much longer, which the pattern must allow; where its time is fixed, a value is fresh so much shorter.
     *
     * @param time from 0, which is never
     * @return this
     * @throws IllegalArgumentException if it is negative or above ten years
     */
    public CacheOptionsBuilder staleFor(Duration time) {
        staleFor = checked("time", time, Duration.ZERO, LONGEST);
        return this;
    }

    /**
     * Serves a value past its time to live if the loader fails (RFC 5861, stale-if-error).
     *
     * @param time how long past it, from 0, which is never
     * @return this
     * @throws IllegalArgumentException if it is negative or above ten years
     */
    public CacheOptionsBuilder staleIfError(Duration time) {
        staleIfError = checked("time", time, Duration.ZERO, LONGEST);
        return this;
    }

    /**
     * Loads a value anew before its time is over, the likelier the nearer its end and the longer it took to load, so that a hot one never
     * runs out (XFetch; Vattani, Chierichetti, Lowenstein, VLDB 2015). The load runs beside the caller, who gets the present value.
     *
     * @param beta 0 is never, 1 the paper's best; more is earlier. Up to 100
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public CacheOptionsBuilder refreshAhead(double beta) {
        if (!(beta >= 0 && beta <= 100)) {
            throw new IllegalArgumentException("beta must be 0 to 100");
        }
        refreshAhead = beta;
        return this;
    }

    /**
     * Shortens times to live at random, so that what was stored together does not run out together.
     *
     * @param part the most that is cut off, from 0 to 0.5
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public CacheOptionsBuilder jitter(double part) {
        if (!(part >= 0 && part <= 0.5)) {
            throw new IllegalArgumentException("part must be 0 to 0.5");
        }
        jitter = part;
        return this;
    }

    /**
     * The largest value that is stored. A larger one is returned, counted, and not stored; nor read.
     *
     * @param bytes as encoded, and compressed if it is; from 1
     * @return this
     * @throws IllegalArgumentException if it is less
     */
    public CacheOptionsBuilder maxValueBytes(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes must be at least 1");
        }
        maxValueBytes = bytes;
        return this;
    }

    /**
     * Compresses values that are larger than this. Not for {@linkplain CacheSchema#documented documented} values.
     *
     * @param bytes as encoded; from 0
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public CacheOptionsBuilder compressOver(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must not be negative");
        }
        compressOver = bytes;
        return this;
    }

    /**
     * How long a load may take. Who waits for it gets a {@link CacheLoadException} then, and its thread is interrupted. Others' loads
     * are waited for as long: a {@code get} takes up to twice this time, and what Redis may take ({@link #deadline}) for its trips.
     *
     * @param time from 1 ms to 10 min
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public CacheOptionsBuilder loadTimeout(Duration time) {
        loadTimeout = checked("time", time, Duration.ofMillis(1), Duration.ofMinutes(10));
        return this;
    }

    /**
     * How many loads may be under way in this process; who would be one more waits, until the load's time is over.
     *
     * @param most from 1 to 10,000
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public CacheOptionsBuilder maxLoads(int most) {
        if (most < 1 || most > 10_000) {
            throw new IllegalArgumentException("most must be 1 to 10,000");
        }
        maxLoads = most;
        return this;
    }

    /**
     * Runs loaders elsewhere than on the cache's own threads. With {@code Runnable::run} that is the caller's thread: then what is bound
     * to it, such as a transaction, is there, but nothing ends the caller's wait for a loader that does not return, and nothing is loaded
     * anew beside those who are served a value ({@link #staleFor}, {@link #refreshAhead}).
     *
     * @param executor runs the loads; it stays the application's to close
     * @return this
     */
    public CacheOptionsBuilder loadsOn(Executor executor) {
        loadsOn = Optional.of(executor);
        return this;
    }

    /**
     * How long an operation of the cache waits for Redis.
     *
     * @param time from 1 ms to 1 min
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public CacheOptionsBuilder deadline(Duration time) {
        deadline = checked("time", time, Duration.ofMillis(1), Duration.ofMinutes(1));
        return this;
    }

    /**
     * How long after a look for Redis that failed the next one may be, while it is away. Redis is away from a call that does not
     * reach it, or from a look that is not answered, which a call asks for that ran into its deadline or lost its connection. A
     * look is one question to Redis with a deadline of 1 s, or of {@link #deadline} if that is longer: a caller starts it, one at
     * a time, and none waits for it. Until the first has decided, callers go on to ask.
     *
     * @param time from 1 ms to 1 h
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public CacheOptionsBuilder probeEvery(Duration time) {
        probeEvery = checked("time", time, Duration.ofMillis(1), Duration.ofHours(1));
        return this;
    }

    /**
     * Is told what happens.
     *
     * @param told the listener
     * @return this
     */
    public CacheOptionsBuilder listener(CacheListener told) {
        listener = requireNonNull(told, "told");
        return this;
    }

    /**
     * The options.
     *
     * @return immutable options
     */
    public CacheOptions build() {
        return new CacheOptions(this);
    }

    private static Duration checked(String name, Duration time, Duration least, Duration most) {
        LocalOptions.check(name, time, least, most);
        return time;
    }
}
