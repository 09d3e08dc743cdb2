package dev.redkeep.benchmarks.caches;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A slow place that values are loaded from. It counts. */
final class Source {
    static final Duration TIME = Duration.ofMillis(100);

    private final AtomicInteger loads = new AtomicInteger();

    String load(long key) {
        loads.incrementAndGet();
        try {
            TimeUnit.NANOSECONDS.sleep(TIME.toNanos());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        return "v".repeat(1_000) + key;
    }

    /** How many there were since this was asked. */
    int taken() {
        return loads.getAndSet(0);
    }
}
