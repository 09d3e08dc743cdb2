package dev.redkeep.core.client;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that does what no caller can: ends a write that no server takes, and asynchronous calls whose time is up. */
final class LaneWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LaneWatch.class);
    private static final long TICK = Duration.ofMillis(20).toNanos();

    private final Supplier<Collection<NodeLanes>> nodes;
    private final Runnable prune;
    /** Those that nobody has answered yet, so that there are never more than the lanes admit. */
    private final Set<AsyncCall<?>> calls = ConcurrentHashMap.newKeySet();

    private final Thread thread;
    private volatile boolean closed;

    LaneWatch(Supplier<Collection<NodeLanes>> nodes, Runnable prune) {
        this.nodes = nodes;
        this.prune = prune;
        this.thread = new Thread(this::run, "redkeep-lane-watch");
        thread.setDaemon(true);
        thread.start();
    }

    void begin(AsyncCall<?> call) {
        calls.add(call);
    }

    void end(AsyncCall<?> call) {
        calls.remove(call);
    }

    private void run() {
        while (!closed) {
            calls.forEach(AsyncCall::expireIfLate);
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
