package dev.redkeep.core.client;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** A command on a lane that no thread waits for. */
final class AsyncCall<R> implements Watch.Watched {
    private final CommandObject<R> command;
    private final long deadline;
    private final Again again;
    private final Lane lane;
    private final Watch watch;
    private final Followers followers;
    private final CompletableFuture<R> answer = new CompletableFuture<>();
    private volatile LaneCall call;
    /** What the first try failed with, if this is the second. */
    private volatile @Nullable RuntimeException first;

    AsyncCall(CommandObject<R> command, long deadline, Again again, Lane lane, PooledTransport side) {
        this.command = command;
        this.deadline = deadline;
        this.again = again;
        this.lane = lane;
        this.watch = side.watch();
        this.followers = side.threads().followers();
        this.call = LaneCall.asynchronous(command.getArguments(), deadline, this::complete);
    }

    CompletableFuture<R> submit() {
        watch.begin(this);
        try {
            lane.submit(call);
        } catch (NotSentException refused) {
            watch.end(this);
            answer.completeExceptionally(refused);
        }
        return answer;
    }

    private void complete() {
        RuntimeException failure = call.failure();
        if (failure == null || !again.after(failure, deadline) || !submitAgain(failure)) {
            watch.end(this);
            followers.complete(answer, this::value);
        }
    }

    /** On the lane that broke, as {@link NodeLanes#execute}. */
    private boolean submitAgain(RuntimeException failure) {
        LaneCall broken = call;
        LaneCall next = LaneCall.asynchronous(command.getArguments(), deadline, this::complete);
        first = failure;
        call = next;
        try {
            lane.submit(next);
            return true;
        } catch (NotSentException refused) {
            call = broken;
            first = null;
            return false;
        }
    }

    private R value() {
        RuntimeException before = first;
        try {
            Object reply = call.result();
            if (before != null) {
                Again.note(before, reply);
            }
            return LaneTransport.value(command, reply);
        } catch (NotSentException | JedisConnectionException failure) {
            throw failed(failure);
        }
    }

    private RuntimeException failed(RuntimeException failure) {
        RuntimeException before = first;
        return before == null ? failure : Again.failure(before, failure);
    }

    @Override
    public void look(long now) {
        RuntimeException late = deadline - now <= 0 ? call.expire() : null;
        if (late != null) {
            watch.end(this);
            followers.fail(answer, failed(late));
        }
    }
}
