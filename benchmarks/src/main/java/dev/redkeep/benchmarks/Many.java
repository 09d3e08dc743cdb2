package dev.redkeep.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** The same done often, by many threads, where nothing is measured meanwhile. */
public final class Many {
    private static final int THREADS = 64;

    private Many() {}

    /** Calls it with 0, 1 and so on, in no order; returns when all is done. */
    public static void each(int count, IntConsumer work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                done.add(threads.submit(() -> {
                    for (int i = first; i < count; i += THREADS) {
                        work.accept(i);
                    }
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
