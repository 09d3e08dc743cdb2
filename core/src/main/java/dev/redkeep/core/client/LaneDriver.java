package dev.redkeep.core.client;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that leads a lane for callers who cannot: asynchronous ones, virtual threads (an interrupt would close the
 * socket under them), and all while the connection is being opened. It starts when it is first needed.
 */
final class LaneDriver {
    private static final Logger LOG = LoggerFactory.getLogger(LaneDriver.class);

    private final String name;
    private final Runnable lead;
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile @Nullable Thread thread;
    private volatile boolean stopped;

    LaneDriver(String name, Runnable lead) {
        this.name = name;
        this.lead = lead;
    }

    /** Makes the driver lead; the caller holds the lane and hands it over with this. */
    void lead() {
        wanted.set(true);
        if (started.compareAndSet(false, true)) {
            Thread created = Threads.background(name, this::run);
            thread = created;
            created.start();
        } else {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (!stopped || wanted.get()) {
            if (wanted.compareAndSet(true, false)) {
                leadOnce();
            } else {
                LockSupport.park(this);
            }
        }
    }

    /** A bug fails the calls that were in its way, and must not leave the lane without a driver. */
    private void leadOnce() {
        try {
            lead.run();
        } catch (RuntimeException bug) {
            LOG.error("The leader of {} failed", name, bug);
        }
    }

    /** Ends the thread when it leads no more, and waits for that a little. */
    void stop() {
        stopped = true;
        Thread running = thread;
        if (running == null || running == Thread.currentThread()) {
            return;
        }
        LockSupport.unpark(running);
        try {
            running.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
