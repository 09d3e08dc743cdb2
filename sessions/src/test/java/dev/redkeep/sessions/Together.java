package dev.redkeep.sessions;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Many threads that begin at once. */
public final class Together {
    public static final int THREADS = 32;

    public interface Work {
        void run(int thread) throws Exception;
    }

    private Together() {}

    /** What each of them got. */
    public static <T> List<T> all(Callable<T> work) {
        Queue<T> got = new ConcurrentLinkedQueue<>();
        run(thread -> got.add(work.call()));
        return List.copyOf(got);
    }

    public static void run(Work work) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Void>> done = new ArrayList<>();
        try {
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                done.add(threads.submit(() -> {
                    start.await();
                    work.run(thread);
                    return null;
                }));
            }
            start.countDown();
            for (Future<Void> one : done) {
                one.get(10, TimeUnit.MINUTES);
            }
        } catch (ExecutionException | InterruptedException | TimeoutException failed) {
            throw new AssertionError(failed);
        } finally {
            threads.shutdownNow();
        }
    }
}
