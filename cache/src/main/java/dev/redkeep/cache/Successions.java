package dev.redkeep.cache;

import dev.redkeep.cache.Loading.Loaded;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads that Redis does not guard. Nothing tells then whether a load that is under way has read before a change that the caller knows
 * of: so each caller gets what was read since it asked, by a load that begins later. One load of a key is under way here, and one
 * succeeds it, for all who have come meanwhile: however many callers, the database has one at a time.
 */
final class Successions<K, V> {
    private final Map<K, Line<V>> lines = new ConcurrentHashMap<>();

    /**
     * Who loads a key.
     *
     * @param present the load under way; null if it has ended, and the next is about to begin
     * @param next the one that succeeds it; null if nobody has come since
     */
    private record Line<V>(
            @Nullable CompletableFuture<Loaded<V>> present,
            @Nullable CompletableFuture<Loaded<V>> next) {
        /** Null if nobody is left. */
        @Nullable
        Line<V> ended() {
            return next == null ? null : new Line<>(null, next);
        }

        /** The next has gone. Null if nobody is left. */
        @Nullable
        Line<V> without() {
            return present == null ? null : new Line<>(present, null);
        }
    }

    /**
     * What was loaded since now.
     *
     * @param load loads; called on this thread if it is this caller's turn
     * @param until until when to wait for the load under way, on the timer; the turn is the caller's then
     * @param late thrown if the load of another that was joined takes as long as {@code most}
     * @throws InterruptedException if the caller is interrupted while it waits
     */
    Loaded<V> get(K key, Supplier<Loaded<V>> load, long until, long most, Supplier<? extends RuntimeException> late)
            throws InterruptedException {
        while (true) {
            CompletableFuture<Loaded<V>> own = new CompletableFuture<>();
            Line<V> line = lines.merge(
                    key,
                    new Line<>(own, null),
                    (present, mine) -> present.next == null ? new Line<>(present.present, own) : present);
            if (line.present == own || line.next == own) {
                waitFor(line.present == own ? null : line.present, key, own, until);
                return run(key, own, load);
            }
            Loaded<V> joined = joined(line.next, most, late);
            if (joined != null) {
                return joined;
            }
        }
    }

    /** Lets the load under way end, and takes its place. */
    private void waitFor(
            @Nullable CompletableFuture<Loaded<V>> present, K key, CompletableFuture<Loaded<V>> own, long until)
            throws InterruptedException {
        if (present == null) {
            return;
        }
        try {
            present.get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException | CancellationException itsCallersMatter) {
            // whatever became of it, the next is a load of its own
        } catch (InterruptedException interrupted) {
            lines.computeIfPresent(key, (same, line) -> line.next == own ? line.without() : line);
            own.cancel(false);
            throw interrupted;
        }
        lines.computeIfPresent(key, (same, line) -> line.next == own ? new Line<>(own, null) : line);
    }

    private Loaded<V> run(K key, CompletableFuture<Loaded<V>> own, Supplier<Loaded<V>> load) {
        try {
            Loaded<V> loaded = load.get();
            own.complete(loaded);
            return loaded;
        } catch (RuntimeException | Error failure) {
            if (CacheLoadException.isInterrupt(failure)) {
                own.cancel(false);
            } else {
                own.completeExceptionally(failure);
            }
            throw failure;
        } finally {
            lines.computeIfPresent(key, (same, line) -> line.present == own ? line.ended() : line);
        }
    }

    /** Null if its caller was interrupted, which is nobody else's failure. */
    private static <V> @Nullable Loaded<V> joined(
            @Nullable CompletableFuture<Loaded<V>> next, long most, Supplier<? extends RuntimeException> late)
            throws InterruptedException {
        try {
            return next == null ? null : next.get(most - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException tooLong) {
            throw late.get();
        } catch (CancellationException interrupted) {
            return null;
        } catch (ExecutionException failed) {
            throw Unchecked.of(failed.getCause());
        }
    }
}
