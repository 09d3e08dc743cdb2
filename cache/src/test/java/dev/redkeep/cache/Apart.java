package dev.redkeep.cache;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Runs what blocks on threads of its own: the common pool may have one only. */
final class Apart {
    private Apart() {}

    static <T> Running<T> supply(Supplier<T> work) {
        Running<T> running = new Running<>(work);
        running.thread.start();
        return running;
    }

    static Running<Void> run(Runnable work) {
        return supply(() -> {
            work.run();
            return null;
        });
    }

    /** What a thread of its own does. */
    static final class Running<T> extends CompletableFuture<T> {
        private final Thread thread;

        private Running(Supplier<T> work) {
            thread = new Thread(() -> end(work), "apart");
            thread.setDaemon(true);
        }

        private void end(Supplier<T> work) {
            try {
                complete(work.get());
            } catch (Throwable failure) {
                completeExceptionally(failure);
            }
        }

        void interrupt() {
            thread.interrupt();
        }

        /** Until it has joined a load of this process. Fails if it ends without: it came too late, or loads by itself. */
        void awaitFollows() {
            awaitIn(Flights.Flight.class, "await");
        }

        /** Until it waits for a load of another process. */
        void awaitWaits() {
            awaitIn(Pace.class, "pause");
        }

        /** Until it waits for a load that Redis does not guard, or for its turn to load. */
        void awaitQueues() {
            awaitIn(Successions.class, "waitFor", "joined");
        }

        private void awaitIn(Class<?> type, String... methods) {
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).until(() -> {
                if (isDone()) {
                    throw new AssertionError("ended before it stood in " + type.getSimpleName() + ": " + this);
                }
                return standsIn(type, methods);
            });
        }

        /** Whether it is done, or waits for a load, of whoever it is. */
        boolean waitsForALoad() {
            return isDone()
                    || standsIn(Flights.Flight.class, "await")
                    || standsIn(Successions.class, "waitFor", "joined")
                    || standsIn(Loads.class, "result");
        }

        private boolean standsIn(Class<?> type, String... methods) {
            for (StackTraceElement frame : thread.getStackTrace()) {
                if (frame.getClassName().equals(type.getName())
                        && List.of(methods).contains(frame.getMethodName())) {
                    return true;
                }
            }
            return false;
        }
    }
}
