package dev.redkeep.core.client;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/**
 * A command that no thread waits for. What follows its answer runs in the common pool, never on the thread that leads the
 * lane.
 */
final class AsyncCall<R> {
    private final CommandObject<R> command;
    private final Supplier<R> again;
    private final LaneCall call;
    private final CompletableFuture<R> answer = new CompletableFuture<>();

    /** Prepares a call; {@code again} executes the command where a Cluster redirects it to. */
    AsyncCall(CommandObject<R> command, long deadline, Supplier<R> again) {
        this.command = command;
        this.again = again;
        this.call = LaneCall.asynchronous(command.getArguments(), deadline, this::complete);
    }

    CompletableFuture<R> submit(NodeLanes lanes, LaneWatch watch) {
        try {
            lanes.submit(call);
            watch.at(call.deadline, this::expire);
        } catch (NotSentException refused) {
            answer.completeExceptionally(refused);
        }
        return answer;
    }

    private void complete() {
        answer.completeAsync(() -> {
            try {
                return LaneTransport.value(command, call.result());
            } catch (JedisRedirectionException redirection) {
                return again.get();
            }
        });
    }

    private void expire() {
        RuntimeException late = call.expire();
        if (late != null) {
            answer.completeAsync(() -> {
                throw late;
            });
        }
    }
}
