package dev.redkeep.core.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;

/** Where what follows an asynchronous answer runs: in the common pool, never on a thread that others wait for. */
final class Followers {
    /**
     * Said explicitly, since on two processors the default is a new thread for each answer; but one to which a property gives
     * no threads runs nothing, and tells of one.
     */
    static final Executor POOL = Integer.getInteger("java.util.concurrent.ForkJoinPool.common.parallelism", 1) > 0
            ? ForkJoinPool.commonPool()
            : new CompletableFuture<Void>().defaultExecutor();

    private Followers() {}

    /** Completes the answer there. Never throws: it is called by those on whom others depend. */
    static <R> void complete(CompletableFuture<R> answer, Supplier<R> outcome) {
        try {
            answer.completeAsync(outcome, POOL);
        } catch (RuntimeException | Error noThread) {
            answer.completeExceptionally(noThread);
        }
    }

    /** Fails the answer there, with this and nothing around it. Never throws either. */
    static void fail(CompletableFuture<?> answer, Throwable failure) {
        try {
            POOL.execute(() -> answer.completeExceptionally(failure));
        } catch (RuntimeException | Error noThread) {
            answer.completeExceptionally(failure);
        }
    }
}
