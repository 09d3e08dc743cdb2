package dev.redkeep.core.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Asynchronous calls where each needs a thread that waits, since no lane carries it: at most as many threads as there are
 * connections, as more would only wait for one. The rest waits in a queue, bounded in number and in bytes, until its deadline.
 */
final class AsyncThreads implements AutoCloseable {
    private final ThreadPoolExecutor threads;
    private final Supplier<NotSentException> late;
    private final Followers followers = new Followers();
    private final AtomicLong waitingBytes = new AtomicLong();

    /**
     * Starts no thread yet.
     *
     * @param most threads at once
     * @param late what a call fails with whose turn did not come
     */
    AsyncThreads(int most, Supplier<NotSentException> late) {
        this.late = late;
        this.threads = new ThreadPoolExecutor(
                most, most, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(LaneQueue.MAX_CALLS), AsyncThreads::daemon);
        threads.allowCoreThreadTimeOut(true);
    }

    /** Where answers are told. */
    Followers followers() {
        return followers;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "redkeep-async");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Does the work on one of the threads.
     *
     * @param bytes what it takes in memory while it waits, about
     * @param deadline until when its turn must have come, in {@link System#nanoTime()}; from then on it is up to the work
     * @return what comes of it, told among the {@link Followers}
     */
    <R> CompletableFuture<R> run(Supplier<R> work, long bytes, long deadline) {
        // Only what waits before it counts, so that one beyond the bound may go when it is alone.
        boolean full = waitingBytes.getAndAdd(bytes) > LaneQueue.MAX_BYTES;
        Turn<R> turn = new Turn<>(work, bytes);
        boolean accepted = false;
        try {
            if (full) {
                throw NotSentException.queueFull();
            }
            threads.execute(turn);
            accepted = true;
        } catch (RejectedExecutionException refused) {
            throw threads.isShutdown() ? NotSentException.closed() : NotSentException.queueFull();
        } finally {
            if (!accepted) {
                waitingBytes.addAndGet(-bytes);
            }
        }
        turn.expireAt(deadline);
        return turn.answer;
    }

    /** Fails what waits. What runs ends with its connection. */
    @Override
    public void close() {
        threads.shutdown();
        List<Runnable> waiting = new ArrayList<>();
        threads.getQueue().drainTo(waiting);
        waiting.forEach(turn -> ((Turn<?>) turn).leave(NotSentException.closed()));
        followers.close();
    }

    /** It begins or it is left, whichever comes first. */
    private final class Turn<R> implements Runnable {
        private final Supplier<R> work;
        private final long bytes;
        private final AtomicBoolean decided = new AtomicBoolean();
        /** Completed by the JDK's timer; to cancel it takes it out of there. */
        private final CompletableFuture<Void> clock = new CompletableFuture<>();

        private final CompletableFuture<R> answer = new CompletableFuture<>();

        private Turn(Supplier<R> work, long bytes) {
            this.work = work;
            this.bytes = bytes;
        }

        private void expireAt(long deadline) {
            var unused = clock.completeOnTimeout(null, deadline - System.nanoTime(), TimeUnit.NANOSECONDS)
                    .thenRun(() -> leave(late.get()));
        }

        private boolean decide() {
            if (!decided.compareAndSet(false, true)) {
                return false;
            }
            waitingBytes.addAndGet(-bytes);
            clock.cancel(false);
            return true;
        }

        private void leave(NotSentException reason) {
            if (decide()) {
                followers.fail(answer, reason);
            }
        }

        @Override
        public void run() {
            if (!decide()) {
                return;
            }
            try {
                R result = work.get();
                followers.complete(answer, () -> result);
            } catch (RuntimeException | Error failed) {
                followers.fail(answer, failed);
            }
        }
    }
}
