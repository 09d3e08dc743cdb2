package dev.redkeep.benchmarks.topics;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.AtomicHistogram;
import org.jspecify.annotations.Nullable;

/** Counts what is handled and, where that is asked, notes how late: a message begins with when its publishing began. */
final class Heard {
    private static final long LATEST = 60_000_000_000L;

    private final LongAdder handled = new LongAdder();
    private volatile @Nullable AtomicHistogram late;

    void take(byte[] message) {
        AtomicHistogram noted = late;
        if (noted != null) {
            long nanos = System.nanoTime() - ByteBuffer.wrap(message).getLong();
            noted.recordValue(Math.min(LATEST, Math.max(0, nanos)));
        }
        handled.increment();
    }

    long handled() {
        return handled.sum();
    }

    /** From now on it notes how late messages are. */
    AtomicHistogram note() {
        AtomicHistogram noted = new AtomicHistogram(LATEST, 3);
        late = noted;
        return noted;
    }

    void noteNoMore() {
        late = null;
    }
}
