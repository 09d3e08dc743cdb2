package dev.redkeep.benchmarks.live;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Counts what is delivered to it and, where that is asked, notes how late: a message begins with when it was published. */
public final class Handler {
    private static final long LATEST = 60_000_000_000L;

    private final AtomicLong heard = new AtomicLong();
    private volatile @Nullable AtomicHistogram late;

    public void take(byte[] message) {
        AtomicHistogram noted = late;
        if (noted != null) {
            long nanos = System.nanoTime() - ByteBuffer.wrap(message).getLong();
            noted.recordValue(Math.min(LATEST, Math.max(0, nanos)));
        }
        heard.incrementAndGet();
    }

    /** How many messages it was told, ever. */
    public long heard() {
        return heard.get();
    }

    /** From now on it notes how late they are, or does not. */
    public void note(boolean noting) {
        late = noting ? new AtomicHistogram(LATEST, 3) : null;
    }

    /** Adds what was noted. */
    public void addTo(Histogram all) {
        AtomicHistogram noted = late;
        if (noted != null) {
            all.add(noted);
        }
    }
}
