package dev.redkeep.core.client;

import java.util.concurrent.CompletableFuture;
import redis.clients.jedis.CommandObject;

/** A command on a lane that no thread waits for. */
final class AsyncCall<R> implements Watch.Watched {
    private final CommandObject<R> command;
    private final LaneCall call;
    private final Watch watch;
    private final CompletableFuture<R> answer = new CompletableFuture<>();

    AsyncCall(CommandObject<R> command, long deadline, Watch watch) {
        this.command = command;
        this.watch = watch;
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
        Followers.complete(answer, () -> LaneTransport.value(command, call.result()));
    }

    @Override
    public void look(long now) {
        RuntimeException late = call.deadline - now <= 0 ? call.expire() : null;
        if (late != null) {
            watch.end(this);
            Followers.fail(answer, late);
        }
    }
}
