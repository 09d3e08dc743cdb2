package dev.redkeep.cache;

import static java.util.Objects.requireNonNull;

import dev.redkeep.core.ttl.Between;
import dev.redkeep.core.ttl.Fixed;
import dev.redkeep.core.ttl.TtlPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** How long values live: fresh for their time less a random part of it, and then for as long as they may be served stale. */
final class Lifetimes<K, V> {
    private static final long FOR_EVER = Long.MAX_VALUE;

    private final @Nullable BiFunction<? super K, ? super V, Duration> timeToLive;
    private final long leastMillis;
    private final long mostMillis;
    private final long absentMillis;
    private final long staleMillis;
    private final double jitter;

    /**
     * How long one lives.
     *
     * @param freshMillis how long it is fresh
     * @param keptMillis how long Redis keeps it; 0 for ever
     */
    record Life(long freshMillis, long keptMillis) {
        boolean forEver() {
            return keptMillis == 0;
        }

        boolean outlives() {
            return keptMillis > freshMillis;
        }
    }

    Lifetimes(CacheSchema<K, V> schema, CacheOptions options) {
        TtlPolicy policy = schema.pattern.facts().ttl().orElseThrow();
        this.timeToLive = schema.timeToLive;
        this.staleMillis = stale(options).toMillis();
        this.mostMillis =
                schema.longest().map(most -> most.toMillis() - staleMillis).orElse(FOR_EVER);
        this.leastMillis = policy instanceof Between between ? between.least().toMillis() : 1;
        this.absentMillis = schema.absentFor.toMillis();
        this.jitter = policy instanceof Fixed fixed ? Math.max(fixed.jitter(), options.jitter) : options.jitter;
    }

    /** How long past their time values are kept. */
    static Duration stale(CacheOptions options) {
        return options.staleFor.compareTo(options.staleIfError) > 0 ? options.staleFor : options.staleIfError;
    }

    /**
     * How long at most Redis keeps what is stored, if it is known; a mark must be there as long. Each process says so of what it stores,
     * whatever the others' options are: nobody makes a mark end sooner but by giving it another number, and who takes it to store
     * something under it makes it last for that. A value with a header is never valid again when its mark has ended too soon.
     * What other programs store is, since it has no number: of that only the pattern tells how long it lives.
     */
    static Optional<Duration> longest(CacheSchema<?, ?> schema, CacheOptions options) {
        Optional<Duration> declared = schema.longest();
        Duration steady = schema.steadyTime;
        if (schema.documented || steady == null) {
            return declared;
        }
        Duration kept = steady.plus(stale(options));
        Duration longest = kept.compareTo(schema.absentFor) > 0 ? kept : schema.absentFor;
        return declared.filter(most -> most.compareTo(longest) < 0).or(() -> Optional.of(longest));
    }

    /** Null if it is not to be stored. */
    @Nullable
    Life of(K key, @Nullable V value) {
        if (value == null) {
            return absentMillis == 0 ? null : absent();
        }
        long wanted = timeToLive == null
                ? mostMillis
                : Math.min(mostMillis, millis(requireNonNull(timeToLive.apply(key, value), "timeToLive")));
        if (wanted < 1) {
            return null;
        }
        if (wanted == FOR_EVER) {
            return new Life(FOR_EVER, 0);
        }
        long fresh = shortened(wanted);
        return new Life(fresh, fresh + staleMillis);
    }

    /** That there is no value is never told past its time. */
    private Life absent() {
        long millis = shortened(Math.min(absentMillis, mostMillis));
        return new Life(millis, millis);
    }

    private static long millis(Duration time) {
        return time.compareTo(Duration.ofDays(36_500)) > 0
                ? Duration.ofDays(36_500).toMillis()
                : time.toMillis();
    }

    /** Never below what the pattern demands, if it was not before, nor below a millisecond. */
    private long shortened(long millis) {
        long least = Math.min(millis, leastMillis);
        long most = (long) (millis * jitter);
        return most == 0
                ? millis
                : Math.max(least, millis - ThreadLocalRandom.current().nextLong(most + 1));
    }
}
