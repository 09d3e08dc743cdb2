package dev.redkeep.core.client;

import dev.redkeep.core.observe.OperationEvent;
import dev.redkeep.core.observe.RedisListener;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongFunction;

/** What holds for every operation: deadline, timing, translation of failures, counts and events. */
final class Observation {
    private final RedisListener listener;
    private final OperationCounters counters;
    private final Duration deadline;

    Observation(RedisListener listener, Duration deadline) {
        this(listener.guarded(), new OperationCounters(), deadline);
    }

    private Observation(RedisListener listener, OperationCounters counters, Duration deadline) {
        this.listener = listener;
        this.counters = counters;
        this.deadline = deadline;
    }

    /** The same counts and listener, with another deadline. */
    Observation within(Duration other) {
        return new Observation(listener, counters, other);
    }

    OperationCounters counters() {
        return counters;
    }

    <R> R timed(Translation what, LongFunction<R> work) {
        return timed(what, work, result -> Optional.empty());
    }

    /** Does work that is told its deadline, on the monotonic clock. */
    <R> R timed(Translation what, LongFunction<R> work, Function<R, Optional<RuntimeException>> failureIn) {
        long start = System.nanoTime();
        R result;
        try {
            result = work.apply(start + deadline.toNanos());
        } catch (RuntimeException thrown) {
            RuntimeException failure = what.of(thrown);
            tell(what, start, Optional.of(failure));
            throw failure;
        }
        tell(what, start, failureIn.apply(result));
        return result;
    }

    /** Begins work that ends on another thread. Who asks the stage itself gets the failure with nothing around it. */
    <R> CompletableFuture<R> timedAsync(Translation what, LongFunction<CompletableFuture<R>> work) {
        long start = System.nanoTime();
        CompletableFuture<R> told = new CompletableFuture<>();
        var unused = work.apply(start + deadline.toNanos()).whenComplete((reply, thrown) -> {
            Optional<RuntimeException> failure = Optional.ofNullable(thrown).map(what::ofAsynchronous);
            try {
                tell(what, start, failure);
            } finally {
                failure.ifPresentOrElse(told::completeExceptionally, () -> told.complete(reply));
            }
        });
        return told;
    }

    private void tell(Translation what, long start, Optional<RuntimeException> failure) {
        failure.ifPresentOrElse(
                thrown -> counters.failed(thrown instanceof RedisTimeoutException), counters::succeeded);
        if (listener != RedisListener.NO_OP) {
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            listener.onOperation(
                    new OperationEvent(what.operation(), Optional.ofNullable(what.pattern()), elapsed, failure));
        }
    }
}
