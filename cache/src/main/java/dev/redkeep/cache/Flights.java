package dev.redkeep.cache;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One load for a key in this process: who comes first leads, who comes while it is under way follows. A load is shared if
 * the fleet took what it brought, which proves that nothing was forgotten meanwhile; a look, if it began after all had come.
 */
final class Flights<K, V> {
    private final Map<K, Flight<V>> open = new ConcurrentHashMap<>();

    /**
     * How a flight ended.
     *
     * @param held what all may have; null if there is nothing to share
     * @param failure why the load failed; null if it did not
     * @param leaderless whether who led it left the load to be waited for: one of those who followed is to lead
     */
    record Landing<V>(@Nullable Held<V> held, @Nullable Throwable failure, boolean leaderless) {
        static <V> Landing<V> nothing() {
            return new Landing<>(null, null, false);
        }

        static <V> Landing<V> with(@Nullable Held<V> held) {
            return new Landing<>(held, null, false);
        }

        /** The interrupt of who led it is no failure of those who follow. */
        static <V> Landing<V> failed(Throwable failure) {
            return CacheLoadException.isInterrupt(failure) ? withoutLeader() : new Landing<>(null, failure, false);
        }

        static <V> Landing<V> withoutLeader() {
            return new Landing<>(null, null, true);
        }
    }

    /** One load. */
    static final class Flight<V> {
        private final CompletableFuture<Landing<V>> done = new CompletableFuture<>();

        /** Null if it takes too long. Keeps the thread's interrupt, as an exception. */
        @Nullable
        Landing<V> await(long nanos) throws InterruptedException {
            try {
                return done.get(nanos, TimeUnit.NANOSECONDS);
            } catch (TimeoutException late) {
                return null;
            } catch (ExecutionException neverCompletedSo) {
                throw new IllegalStateException(neverCompletedSo);
            }
        }
    }

    /** The flight of a key, and whether the caller leads it: then it must {@link #land} it. */
    record Boarding<V>(Flight<V> flight, boolean leads) {}

    Boarding<V> board(K key) {
        Flight<V> own = new Flight<>();
        Flight<V> other = open.putIfAbsent(key, own);
        return other == null ? new Boarding<>(own, true) : new Boarding<>(other, false);
    }

    /** Lets nobody else follow, before it is asked whether anything was forgotten. */
    void close(K key, Flight<V> flight) {
        open.remove(key, flight);
    }

    /** Ends a flight, unless it has ended. */
    void land(K key, Flight<V> flight, Landing<V> landing) {
        close(key, flight);
        flight.done.complete(landing);
    }

    /** Lets nobody else follow loads that an invalidation overtook. */
    void detach(Collection<? extends K> keys) {
        keys.forEach(open::remove);
    }

    void detachAll() {
        open.clear();
    }
}
