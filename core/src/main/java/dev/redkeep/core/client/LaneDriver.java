package dev.redkeep.core.client;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that leads a lane for callers who cannot: asynchronous ones, virtual threads (an interrupt would close the
 * socket under them), and all while the connection is being opened.
 */
final class LaneDriver {
    private static final Logger LOG = LoggerFactory.getLogger(LaneDriver.class);

    private final String name;
    private final Runnable lead;
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final Thread thread;
    private volatile boolean stopped;
    private volatile boolean gone;

    LaneDriver(String name, Runnable lead) {
        this.name = name;
        this.lead = lead;
        this.thread = Threads.background(name, this::run);
    }

    void start() {
        thread.start();
    }

    /** Makes the driver lead; the caller holds the lane and hands it over with this. */
    void lead() {
        wanted.set(true);
        LockSupport.unpark(thread);
        if (gone && wanted.compareAndSet(true, false)) { // it was stopped meanwhile: what is left fails at once
            leadOnce();
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
        gone = true;
        if (wanted.compareAndSet(true, false)) {
            leadOnce();
        }
    }

    /** A bug, or no memory, fails the calls that were in its way, and must not leave the lane without a driver. */
    private void leadOnce() {
        try {
            lead.run();
        } catch (Throwable bug) {
            LOG.error("The leader of {} failed", name, bug);
        }
    }

    boolean alive() {
        return thread.isAlive();
    }

    /** Ends the thread when it leads no more, and waits for that a little. */
    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
        if (thread == Thread.currentThread()) {
            return;
        }
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
