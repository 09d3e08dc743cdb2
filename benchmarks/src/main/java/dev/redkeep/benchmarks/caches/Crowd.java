package dev.redkeep.benchmarks.caches;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Many platform threads that call at once, again and again. Their start is not measured. */
final class Crowd implements AutoCloseable {
    private final int callers;
    private final ExecutorService threads;

    Crowd(int callers) {
        this.callers = callers;
        this.threads = Executors.newFixedThreadPool(callers);
    }

    interface Call {
        @Nullable
        Object run(int caller) throws Exception;
    }

    /** Lets all of them call, and tells how long each took, in nanoseconds. */
    List<Long> call(Call call) throws InterruptedException, ExecutionException {
        CountDownLatch ready = new CountDownLatch(callers);
        CountDownLatch gate = new CountDownLatch(1);
        List<Future<Long>> calls = new ArrayList<>(callers);
        for (int i = 0; i < callers; i++) {
            int caller = i;
            calls.add(threads.submit(() -> {
                ready.countDown();
                gate.await();
                long start = System.nanoTime();
                if (call.run(caller) == null) {
                    throw new IllegalStateException("nothing came back");
                }
                return System.nanoTime() - start;
            }));
        }
        ready.await();
        gate.countDown();
        List<Long> nanos = new ArrayList<>(callers);
        for (Future<Long> one : calls) {
            nanos.add(one.get());
        }
        return nanos;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
