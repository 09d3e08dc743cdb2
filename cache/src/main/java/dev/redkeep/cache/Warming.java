package dev.redkeep.cache;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a cache's warming. The calling thread reads the keys, keeps the pace and tells of the progress; others look up. Once Redis is
 * seen to be away no more is sent: it would only be a load on the database.
 */
final class Warming<K, V> {
    private static final Logger LOG = LoggerFactory.getLogger(Cache.class);

    private final Function<List<K>, Map<K, Held<V>>> getAll;
    private final BooleanSupplier closed;
    private final Iterator<? extends K> keys;
    private final WarmingOptions options;
    private final WarmingTally tally;
    private final ExecutorService threads;
    private final CompletionService<Batch<K, V>> done;
    private final AtomicBoolean told = new AtomicBoolean();
    private long sent;
    private int underWay;
    private boolean away;

    /**
     * Some keys and what became of them.
     *
     * @param found null if that failed
     * @param closed whether it failed when the cache was closed
     */
    record Batch<K, V>(long from, List<K> keys, @Nullable Map<K, Held<V>> found, boolean closed) {
        /** Whether Redis was away, or refused, for some; or the cache was closed: there is no use in going on. */
        boolean degraded() {
            return closed
                    || (found != null
                            && found.values().stream()
                                    .anyMatch(held -> held.lookup().degraded()));
        }
    }

    Warming(
            Function<List<K>, Map<K, Held<V>>> getAll,
            BooleanSupplier closed,
            Iterator<? extends K> keys,
            WarmingOptions options) {
        this.getAll = getAll;
        this.closed = closed;
        this.keys = keys;
        this.options = options;
        this.tally = new WarmingTally(options.resumeAt(), options.total());
        this.threads = Executors.newFixedThreadPool(options.parallelism(), work -> {
            Thread thread = new Thread(work, "redkeep-cache-warming");
            thread.setDaemon(true);
            return thread;
        });
        this.done = new ExecutorCompletionService<>(threads);
    }

    /**
     * If the thread is interrupted, it ends with what is under way, and says so by its interrupt. So it does with what the keys or the
     * one who is told throw; a null key is so too.
     */
    WarmingProgress run() {
        try {
            skip();
            while (!away && (keys.hasNext() || underWay > 0)) {
                if (keys.hasNext() && underWay < options.parallelism() && waitNanos() <= 0) {
                    send();
                } else {
                    receive();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
        return tally.progress();
    }

    private void skip() {
        for (long i = 0; i < options.resumeAt() && keys.hasNext(); i++) {
            keys.next();
        }
    }

    /** How long until the pace allows another batch; 0 or less if it does now. */
    private long waitNanos() {
        if (options.perSecond() == 0) {
            return 0;
        }
        return (long) (sent / options.perSecond() * 1e9) - tally.elapsedNanos();
    }

    private void send() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        List<K> batch = new ArrayList<>(options.batch());
        while (batch.size() < options.batch() && keys.hasNext()) {
            batch.add(requireNonNull(keys.next(), "key"));
        }
        long from = options.resumeAt() + sent;
        sent += batch.size();
        underWay++;
        done.submit(() -> warmed(from, batch));
    }

    private Batch<K, V> warmed(long from, List<K> batch) {
        try {
            return new Batch<>(from, batch, getAll.apply(batch), false);
        } catch (RuntimeException failed) {
            if (closed.getAsBoolean()) {
                return new Batch<>(from, batch, null, true);
            }
            if (!told.getAndSet(
                    true)) { // by its class: the message may be personal. The listener hears of loaders alone
                LOG.warn(
                        "A warming failed for a batch of {} keys from position {}, which it says once: {}",
                        batch.size(),
                        from,
                        failed.getClass().getName());
            }
            return new Batch<>(from, batch, null, false);
        }
    }

    private void receive() throws InterruptedException {
        boolean full = underWay == options.parallelism() || !keys.hasNext();
        Future<Batch<K, V>> next = full ? done.take() : done.poll(waitNanos(), TimeUnit.NANOSECONDS);
        if (next != null) {
            underWay--;
            Batch<K, V> batch = batch(next);
            away |= batch.degraded();
            tally.add(batch);
            options.progress().accept(tally.progress());
        }
    }

    private static <T> T batch(Future<T> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error fatal) {
                throw fatal;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** What is under way comes to its end, so that nothing runs on when the caller goes on; and counts. */
    private void end() {
        threads.shutdown();
        boolean interrupted = Thread.interrupted();
        while (underWay > 0) {
            try {
                tally.add(batch(done.take()));
                underWay--;
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
