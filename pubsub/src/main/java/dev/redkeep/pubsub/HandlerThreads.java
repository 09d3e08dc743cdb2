package dev.redkeep.pubsub;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that handle. Two at most are called for what comes together; who comes takes a task and, if there are more and nobody is on
 * the way, calls another. So handlers that are soon done share one that is awake, since to wake one takes longer than they do, and who blocks
 * holds up nobody. The one that rested last is woken first; one that rests for long ends.
 */
final class HandlerThreads {
    private static final long LONGEST_REST = Duration.ofSeconds(10).toNanos();

    private final int most;
    /** All under the lock. Those who give tasks bound their number. */
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

    private final ArrayDeque<Worker> resting = new ArrayDeque<>();
    private final Set<Worker> workers = new HashSet<>();
    private int started;
    /** How many were called and have not come yet. */
    private int coming;

    private volatile boolean shutdown;

    HandlerThreads(int most) {
        this.most = most;
    }

    /** Runs them as soon as threads are free; false after {@link #shutdown}. */
    boolean execute(Collection<? extends Runnable> more) {
        Worker first;
        Worker second;
        synchronized (this) {
            if (shutdown) {
                return false;
            }
            tasks.addAll(more);
            first = called(1);
            second = called(2); // so that the first need not, who is to begin soon
        }
        try {
            call(first);
        } finally {
            call(second);
        }
        return true;
    }

    /** Whom to call, if there is more to do than so many are coming for. */
    private @Nullable Worker called(int enough) {
        if (coming >= Math.min(enough, tasks.size())) {
            return null;
        }
        Worker next = resting.poll();
        if (next == null && workers.size() < most) {
            next = new Worker(++started);
            workers.add(next);
        }
        if (next != null) {
            next.called = true;
            coming++;
        }
        return next;
    }

    /** Without the lock, since it takes long. */
    private void call(@Nullable Worker called) {
        if (called == null) {
            return;
        }
        try {
            called.wake();
        } catch (Throwable noThread) { // the system has no more
            synchronized (this) {
                workers.remove(called);
                coming--;
            }
            throw noThread;
        }
    }

    /** The next task for a worker, which waits for it; null if it is to end. */
    private @Nullable Runnable next(Worker worker) {
        long until = System.nanoTime() + LONGEST_REST;
        while (true) {
            boolean unusedLeftByAHandler = Thread.interrupted(); // else the rest would be none
            Runnable task;
            Worker another;
            synchronized (this) {
                if (worker.called) {
                    worker.called = false;
                    coming--;
                    until = System.nanoTime() + LONGEST_REST;
                } else {
                    resting.remove(worker); // it may have woken by itself
                }
                task = tasks.poll();
                another = called(1);
                if (task == null) {
                    if (shutdown || System.nanoTime() - until >= 0) {
                        workers.remove(worker);
                        return null;
                    }
                    resting.push(worker);
                }
            }
            callIfItCan(another);
            if (task != null) {
                return task;
            }
            LockSupport.parkNanos(this, until - System.nanoTime());
        }
    }

    /** By a worker, which goes on whatever happens. */
    private void callIfItCan(@Nullable Worker another) {
        try {
            call(another);
        } catch (OutOfMemoryError noThread) {
            // What waits is done by those that are there.
        }
    }

    boolean isShutdown() {
        return shutdown;
    }

    /** Takes no more tasks; what waits still runs. */
    synchronized void shutdown() {
        shutdown = true;
        resting.forEach(Worker::wake);
    }

    /** Lets go of what waits, and interrupts who is at work. */
    synchronized void shutdownNow() {
        shutdown();
        tasks.clear();
        workers.forEach(worker -> worker.thread.interrupt());
    }

    /** One thread. */
    private final class Worker implements Runnable {
        private final Thread thread;
        /** Whether it is on its way. */
        private boolean called;

        Worker(int number) {
            thread = new Thread(this, "redkeep-live-" + number);
            thread.setDaemon(true);
        }

        void wake() {
            if (thread.getState() == Thread.State.NEW) {
                thread.start();
            } else {
                LockSupport.unpark(thread);
            }
        }

        @Override
        public void run() {
            while (runNext()) {}
        }

        /** False if there is none. By itself, so that no thread holds the last task while it rests. */
        private boolean runNext() {
            Runnable task = next(this);
            if (task == null) {
                return false;
            }
            try {
                task.run();
            } catch (Throwable thrown) {
                thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
            }
            return true;
        }
    }
}
