package dev.redkeep.core.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread for what no caller can do, since a socket's time limit bounds each read but not a reply that trickles, and no
 * write at all: every twenty milliseconds it has a look at what has a deadline. At the close, all is cut off.
 */
final class Watch implements AutoCloseable {
    /** Something that may last longer than it should. */
    @FunctionalInterface
    interface Watched {
        /** Ends what is late; {@code now} is in {@link System#nanoTime()}. */
        void look(long now);

        /** Ends it in any case, since the client is closed. */
        default void cutOff() {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final long LOOK_MILLIS = 20;

    private final Set<Watched> all = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Watch::daemon);

    private volatile boolean closed;

    Watch() {
        var unused = thread.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "redkeep-watch");
        thread.setDaemon(true);
        return thread;
    }

    private void look() {
        long now = System.nanoTime();
        all.forEach(one -> look(one, now));
    }

    /** A failure must not end the thread. */
    private static void look(Watched one, long now) {
        try {
            one.look(now);
        } catch (RuntimeException | Error passing) {
            LOG.debug("This look failed, the next may not", passing);
        }
    }

    void begin(Watched one) {
        all.add(one);
        if (closed) {
            one.cutOff();
        }
    }

    void end(Watched one) {
        all.remove(one);
    }

    @Override
    public void close() {
        closed = true;
        thread.shutdownNow();
        all.forEach(Watched::cutOff);
    }
}
