package dev.redkeep.core.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Cuts off what outlives its deadline, since a socket's time limit bounds each read but not a reply that trickles, and no
 * write at all. It looks every fifty milliseconds; at the close, all is cut off.
 */
final class Watch implements AutoCloseable {
    private static final long LOOK_MILLIS = 50;

    private final Set<Loan> loans = ConcurrentHashMap.newKeySet();
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
        loans.forEach(loan -> loan.cutOffIfLate(now));
    }

    void begin(Loan loan) {
        loans.add(loan);
        if (closed) {
            loan.cutOff();
        }
    }

    void end(Loan loan) {
        loans.remove(loan);
    }

    @Override
    public void close() {
        closed = true;
        thread.shutdownNow();
        loans.forEach(Loan::cutOff);
    }
}
