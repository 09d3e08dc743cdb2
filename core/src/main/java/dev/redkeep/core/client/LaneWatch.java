package dev.redkeep.core.client;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that does what no caller can: ends a write that no server takes, and asynchronous calls whose time is up. */
final class LaneWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LaneWatch.class);
    private static final long TICK = Duration.ofMillis(20).toNanos();

    private record Expiry(long deadline, Runnable expire) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(deadline - ((Expiry) other).deadline, 0);
        }
    }

    private final Supplier<Collection<NodeLanes>> nodes;
    private final Runnable prune;
    private final DelayQueue<Expiry> expiries = new DelayQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    LaneWatch(Supplier<Collection<NodeLanes>> nodes, Runnable prune) {
        this.nodes = nodes;
        this.prune = prune;
        this.thread = new Thread(this::run, "redkeep-lane-watch");
        thread.setDaemon(true);
        thread.start();
    }

    void at(long deadline, Runnable expire) {
        expiries.add(new Expiry(deadline, expire));
    }

    private void run() {
        while (!closed) {
            for (Expiry over = expiries.poll(); over != null; over = expiries.poll()) {
                over.expire.run();
            }
            look();
            LockSupport.parkNanos(this, TICK);
        }
    }

    private void look() {
        try {
            nodes.get().forEach(NodeLanes::look);
            prune.run();
        } catch (RuntimeException passing) {
            LOG.debug("The topology cannot be read now", passing);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
