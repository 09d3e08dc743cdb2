package dev.redkeep.benchmarks.turns;

import dev.redkeep.benchmarks.Load;
import dev.redkeep.benchmarks.contender.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A contender's turn.
 *
 * @param perSecond operations a second, in the part that was measured
 * @param operations all that were done, also before and after that part
 * @param used what they all cost
 * @param latency nanoseconds of each that was measured; null if nobody asked
 * @param failure the first exception that a worker met; null if none, else the rest means nothing
 */
record Slice(
        double perSecond,
        long operations,
        Usage used,
        @Nullable Histogram latency,
        @Nullable String failure) {
    static Slice run(Operation operation, Load load, Duration ramp, Duration length, boolean timed, Meter meter)
            throws InterruptedException {
        Phase phase = new Phase();
        CountDownLatch ready = new CountDownLatch(load.threads());
        List<Worker> workers = new ArrayList<>(load.threads());
        for (int i = 0; i < load.threads(); i++) {
            workers.add(new Worker(operation, phase, ready, timed));
        }
        List<Thread> threads = Crew.start(load, workers);
        ready.await();
        Usage before = meter.read();
        phase.open();
        TimeUnit.NANOSECONDS.sleep(ramp.toNanos());
        phase.measure();
        long start = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(length.toNanos());
        phase.end();
        double seconds = (System.nanoTime() - start) / 1e9;
        for (Thread thread : threads) {
            thread.join();
        }
        return of(workers, seconds, before.until(meter.read()));
    }

    private static Slice of(List<Worker> workers, double seconds, Usage used) {
        long all = 0;
        long measured = 0;
        Histogram latency = null;
        String failure = null;
        for (Worker worker : workers) {
            Exception thrown = worker.failure();
            if (thrown != null && failure == null) {
                failure = thrown.getClass().getSimpleName();
            }
            all += worker.all();
            measured += worker.measured();
            Histogram own = worker.latency();
            if (latency == null) {
                latency = own;
            } else {
                latency.add(own);
            }
        }
        return new Slice(measured / seconds, all, used, latency, failure);
    }
}
