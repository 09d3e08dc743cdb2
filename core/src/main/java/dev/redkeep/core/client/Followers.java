package dev.redkeep.core.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Where what follows an asynchronous answer runs: on threads of a client's own, never on one that others wait for. Not in the common
 * pool, which may have one thread, and an application that blocks it would keep every answer from those who wait for it.
 */
final class Followers implements AutoCloseable {
    private static final int LEAST = 4;
    private static final int MOST = 256;
    private static final int IDLE_SECONDS = 1;

    /** Its threads are made when they are needed. One that waits for another answer is stood in for. */
    private final ForkJoinPool pool = new ForkJoinPool(
            Math.max(LEAST, Runtime.getRuntime().availableProcessors()),
            Followers::thread,
            null,
            true,
            0,
            MOST,
            1,
            full -> true,
            IDLE_SECONDS,
            TimeUnit.SECONDS);

    private static ForkJoinWorkerThread thread(ForkJoinPool pool) {
        ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        thread.setName("redkeep-answer-" + (thread.getPoolIndex() + 1));
        return thread;
    }

    Executor pool() {
        return pool;
    }

    /** Completes the answer there. Never throws: it is called by those on whom others depend. */
    <R> void complete(CompletableFuture<R> answer, Supplier<R> outcome) {
        try {
            answer.completeAsync(outcome, pool);
        } catch (RejectedExecutionException closed) {
            answer.completeAsync(outcome, Runnable::run);
        } catch (RuntimeException | Error noThread) {
            answer.completeExceptionally(noThread);
        }
    }

    /** Fails the answer there, with this and nothing around it. Never throws either. */
    void fail(CompletableFuture<?> answer, Throwable failure) {
        try {
            pool.execute(() -> answer.completeExceptionally(failure));
        } catch (RuntimeException | Error noThread) {
            answer.completeExceptionally(failure);
        }
    }

    /** What has been told goes on to its end; what is told from now on runs on the thread that tells it. */
    @Override
    public void close() {
        pool.shutdown();
    }
}
