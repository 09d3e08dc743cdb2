package dev.redkeep.cache;

import dev.redkeep.cache.Drafts.Prepared;
import java.util.List;

/** Changes what is cached. Redis' failures are thrown, since it may matter that others still see the old value. */
final class Writing<K, V> {
    private final Entries<K, V> entries;
    private final Flights<K, V> flights;
    private final Guard guard;
    private final String pattern;

    Writing(Entries<K, V> entries, Flights<K, V> flights, Guard guard, String pattern) {
        this.entries = entries;
        this.flights = flights;
        this.guard = guard;
        this.pattern = pattern;
    }

    void put(Address<K> at, V value) {
        flights.detach(List.of(at.key()));
        guard.demand(at.value(), () -> {
            entries.put(at, value);
            return true;
        });
    }

    void write(Address<K> at, V value, CacheWriter<? super K, ? super V> writer) {
        flights.detach(List.of(at.key()));
        Prepared prepared = entries.prepare(at, value);
        Claim<K, V> claim = guard.demand(at.value(), () -> entries.beginWrite(at, prepared));
        try {
            writer.write(at.key(), value);
        } catch (Exception | Error failure) {
            forget(claim, failure);
            throw thrown(pattern, failure);
        }
        guard.demand(at.value(), () -> {
            entries.endWrite(claim, prepared);
            return true;
        });
    }

    /** What the writer threw is what matters; that Redis failed too is told with it. */
    private void forget(Claim<K, V> claim, Throwable failure) {
        try {
            guard.demand(claim.at.value(), () -> {
                entries.endWrite(claim, null);
                return true;
            });
        } catch (RuntimeException also) {
            failure.addSuppressed(also);
        }
    }

    /** What a writer threw, for its caller. */
    static RuntimeException thrown(String pattern, Throwable failure) {
        if (failure instanceof Error fatal) {
            throw fatal;
        }
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return failure instanceof RuntimeException unchecked
                ? unchecked
                : new CacheLoadException("A writer of " + pattern + " failed", failure);
    }

    void invalidate(List<Address<K>> ats) {
        flights.detach(ats.stream().map(Address::key).toList());
        guard.demand(ats.get(0).value(), () -> {
            entries.invalidate(ats);
            return true;
        });
    }

    void invalidateMark(String mark) {
        flights.detachAll();
        guard.demand(entries.mark(mark), () -> {
            entries.invalidateMark(mark);
            return true;
        });
    }
}
