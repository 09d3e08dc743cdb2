package dev.redkeep.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs loaders: so many at once, each for so long, on threads that are made when they are needed. A load that a loader asks for runs on
 * that loader's thread and in its time, so that loads cannot wait for each other's places.
 */
final class Loads implements AutoCloseable {
    private static final long IDLE_SECONDS = 10;

    private final String pattern;
    private final Duration timeout;
    private final Semaphore places;
    private final Executor executor;
    private final @Nullable ExecutorService own;

    Loads(String pattern, CacheOptions options) {
        this.pattern = pattern;
        this.timeout = options.loadTimeout;
        this.places = new Semaphore(options.maxLoads);
        this.own = options.loadsOn.isPresent() ? null : threads();
        this.executor = own != null ? own : options.loadsOn.orElseThrow();
    }

    private static ExecutorService threads() {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, "redkeep-cache-load-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Refuses a key that a loader asks for while it is loading it, directly or through others. */
    void refuseRecursion(Object key) {
        if (Nest.holds(this, key)) {
            throw new IllegalStateException("A loader of " + pattern
                    + " asks for the key that it is loading. Remedy: read what it needs from where it lives");
        }
    }

    /** Until when a call that begins now waits for others: as long as a load may take. On the timer. */
    long deadline() {
        return System.nanoTime() + timeout.toNanos();
    }

    /**
     * When a load that begins now must be over: in its time, and in that of the call that it is for.
     *
     * @param until until when that call waits for others; a load may end as long after that as a load may take
     */
    long end(long until) {
        return System.nanoTime() + Math.min(timeout.toNanos(), left(until));
    }

    /** How many nanoseconds are left of all the time of a call. */
    long left(long until) {
        return until - System.nanoTime() + timeout.toNanos();
    }

    /**
     * Runs a load and waits for it.
     *
     * @param keys what it loads
     * @param until when it must be over, on the timer
     * @throws CacheLoadException if it threw a checked exception, is not over in time, or the thread was interrupted
     */
    <R> R run(Collection<?> keys, Callable<R> load, long until) {
        Nest outer = Nest.present();
        Nest nest = new Nest(this, keys, outer);
        Thread caller = Thread.currentThread();
        FutureTask<R> task = new FutureTask<>(() -> keepingInterrupts(caller, () -> nest.call(load)));
        if (outer != null) {
            task.run();
            return result(task, until);
        }
        takePlace(until);
        start(task);
        return result(task, until);
    }

    /** One that a loader ends with is its caller's if they share the thread. */
    private static <R> R keepingInterrupts(Thread caller, Callable<R> load) throws Exception {
        try {
            return load.call();
        } catch (InterruptedException interrupted) {
            if (Thread.currentThread() == caller) {
                caller.interrupt();
            }
            throw interrupted;
        }
    }

    private void takePlace(long until) {
        try {
            if (places.tryAcquire(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            throw interrupted();
        }
        throw new CacheLoadException("Too many loads of " + pattern
                + " were under way. Remedy: find out why they take so long, or raise maxLoads");
    }

    /** Gives the place back when the task ends, or will never begin: once, since an executor may run it and throw too. */
    private void start(Runnable task) {
        AtomicBoolean taken = new AtomicBoolean(true);
        try {
            executor.execute(() -> {
                try {
                    task.run();
                } finally {
                    release(taken);
                }
            });
        } catch (RejectedExecutionException refused) {
            release(taken);
            throw new CacheLoadException("A load of " + pattern + " was refused by its executor", refused);
        } catch (RuntimeException | Error failure) {
            release(taken);
            throw failure;
        }
    }

    private void release(AtomicBoolean taken) {
        if (taken.getAndSet(false)) {
            places.release();
        }
    }

    private <R> R result(FutureTask<R> task, long until) {
        try {
            return task.get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | CancellationException late) {
            task.cancel(true);
            throw late();
        } catch (InterruptedException interrupted) {
            task.cancel(true);
            throw interrupted();
        } catch (ExecutionException failed) {
            throw thrown(failed.getCause());
        }
    }

    CacheLoadException late() {
        return new CacheLoadException("A load of " + pattern + " did not answer in " + timeout
                + ". Remedy: find out why, or raise loadTimeout");
    }

    private RuntimeException thrown(@Nullable Throwable cause) {
        if (cause instanceof RuntimeException unchecked) {
            return unchecked;
        }
        if (cause instanceof Error fatal) {
            throw fatal;
        }
        if (cause instanceof InterruptedException && Thread.currentThread().isInterrupted()) {
            return interrupted();
        }
        return new CacheLoadException(
                "A load of " + pattern + " failed", cause == null ? new IllegalStateException("no cause") : cause);
    }

    /** Keeps the interrupt for the caller. */
    CacheLoadException interrupted() {
        Thread.currentThread().interrupt();
        return CacheLoadException.interrupted("Interrupted while " + pattern + " was loaded");
    }

    /**
     * Runs work beside the caller if there is a place now; its loads are {@link #here}. Not if the executor would run it on the caller's
     * thread, which has its value already.
     *
     * @return whether it runs
     */
    boolean beside(Runnable work) {
        if (!places.tryAcquire()) {
            return false;
        }
        Thread caller = Thread.currentThread();
        AtomicBoolean declined = new AtomicBoolean();
        try {
            start(() -> {
                if (Thread.currentThread() == caller) {
                    declined.set(true);
                } else {
                    work.run();
                }
            });
            return !declined.get();
        } catch (RuntimeException refused) {
            return false;
        }
    }

    /** Runs a load on this thread, which has a place; it is interrupted when its time is over. */
    <R> R here(Collection<?> keys, Callable<R> load) {
        Nest nest = new Nest(this, keys, Nest.present());
        FutureTask<R> task = new FutureTask<>(() -> nest.call(load));
        CompletableFuture<Void> over = new CompletableFuture<>();
        var unused = over.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS).whenComplete((ended, late) -> {
            if (late != null) {
                task.cancel(true);
            }
        });
        task.run();
        over.complete(null); // which ends the timer too: it would hold what was loaded
        if (task.isCancelled()) {
            Thread.interrupted();
        }
        return result(task, System.nanoTime());
    }

    /** Waits for what is under way, until its time is over. */
    @Override
    public void close() {
        if (own == null) {
            return;
        }
        own.shutdown();
        try {
            if (own.awaitTermination(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        own.shutdownNow();
    }
}
