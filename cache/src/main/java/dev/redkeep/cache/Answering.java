package dev.redkeep.cache;

import dev.redkeep.cache.Entries.Fill;
import dev.redkeep.cache.Lookup.Origin;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Says what was found, and counts it. */
final class Answering<K, V> {
    private final Times times;
    private final double refreshAhead;
    private final Tally tally;

    Answering(Times times, CacheOptions options, Tally tally) {
        this.times = times;
        this.refreshAhead = options.refreshAhead;
        this.tally = tally;
    }

    /** What Redis had; null if that was nothing to be served. */
    @Nullable
    Held<V> hit(Sight<V> sight) {
        if (!sight.hit()) {
            return null;
        }
        tally.redisHits.increment();
        if (sight.state() == Sight.State.STALE) {
            tally.staleServed.increment();
        }
        return sight.held();
    }

    /** What was loaded for the caller alone. */
    Held<V> direct(@Nullable V value, boolean degraded) {
        if (degraded) {
            tally.degraded.increment();
        }
        return held(value, degraded);
    }

    Held<V> loaded(Address<K> at, @Nullable V value, Fill fill) {
        Draft draft = fill.draft();
        if (draft == null) {
            return held(value, false);
        }
        List<String> marks = Envelope.marks(draft.envelope().tags(), at.group());
        Ahead ahead = Ahead.of(draft.envelope(), refreshAhead);
        return new Held<>(value, lookup(value, false), freshNanos(draft), draft.weight(), marks, ahead);
    }

    private long freshNanos(Draft draft) {
        long until = draft.envelope().freshUntil();
        return until == Long.MAX_VALUE
                ? Long.MAX_VALUE
                : times.known()
                        .map(now -> TimeUnit.MILLISECONDS.toNanos(until - now.latest()))
                        .orElse(0L);
    }

    private static <V> Held<V> held(@Nullable V value, boolean degraded) {
        return new Held<>(value, lookup(value, degraded), 0, 0, List.of());
    }

    private static <V> Lookup<V> lookup(@Nullable V value, boolean degraded) {
        return new Lookup<>(Optional.ofNullable(value), Origin.LOADER, false, degraded);
    }

    /** What is past its time, where a loader failed; null if there is none, or the caller did wrong. */
    @Nullable
    Held<V> insteadOf(Throwable failure, Sight<V> sight) {
        if (failure instanceof Error || sight.state() != Sight.State.OVER) {
            return null;
        }
        tally.staleServed.increment();
        return sight.held();
    }
}
