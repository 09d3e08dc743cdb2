package dev.redkeep.core.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/**
 * A command that no thread waits for. What follows its answer runs in the common pool, never on the thread that leads the
 * lane.
 */
final class AsyncCall<R> implements Watch.Watched {
    /**
     * Said explicitly, since on two processors the default is a new thread for each answer; but one to which a property gives
     * no threads runs nothing, and tells of one.
     */
    private static final Executor FOLLOWERS =
            Integer.getInteger("java.util.concurrent.ForkJoinPool.common.parallelism", 1) > 0
                    ? ForkJoinPool.commonPool()
                    : new CompletableFuture<Void>().defaultExecutor();

    private final CommandObject<R> command;
    private final Supplier<R> again;
    private final LaneCall call;
    private final Watch watch;
    private final CompletableFuture<R> answer = new CompletableFuture<>();

    /** Prepares a call; {@code again} executes the command where a Cluster redirects it to. */
    AsyncCall(CommandObject<R> command, long deadline, Watch watch, Supplier<R> again) {
        this.command = command;
        this.watch = watch;
        this.again = again;
        this.call = LaneCall.asynchronous(command.getArguments(), deadline, this::complete);
    }

    CompletableFuture<R> submit(NodeLanes lanes) {
        watch.begin(this);
        try {
            lanes.submit(call);
        } catch (NotSentException refused) {
            watch.end(this);
            answer.completeExceptionally(refused);
        }
        return answer;
    }

    private void complete() {
        watch.end(this);
        follow(() -> {
            try {
                return LaneTransport.value(command, call.result());
            } catch (JedisRedirectionException redirection) {
                return again.get();
            }
        });
    }

    /** Never throws: it is called by whoever leads, or watches. */
    private void follow(Supplier<R> outcome) {
        try {
            answer.completeAsync(outcome, FOLLOWERS);
        } catch (RuntimeException | Error noThread) {
            answer.completeExceptionally(noThread);
        }
    }

    @Override
    public void look(long now) {
        RuntimeException late = call.deadline - now <= 0 ? call.expire() : null;
        if (late != null) {
            watch.end(this);
            follow(() -> {
                throw late;
            });
        }
    }
}
