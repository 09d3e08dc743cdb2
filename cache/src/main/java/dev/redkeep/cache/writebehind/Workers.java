package dev.redkeep.cache.writebehind;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of a queue. One at a time has the watch: it waits until something is due, claims it, hands the watch on, and writes.
 * So a queue without work asks Redis once a second, however many threads it has. While the database is away it keeps the watch and
 * writes, so that one call at a time finds out whether it is back.
 */
final class Workers {
    private static final long MOST_IDLE_MILLIS = 1_000;
    private static final long GRACE_MILLIS = 500;

    private static final Logger LOG = LoggerFactory.getLogger(WriteBehind.class);

    private final String queue;
    private final Claims claims;
    private final ClaimWriting<?, ?> writing;
    private final Outage outage;
    private final Alarm alarm;
    private final ReentrantLock watch = new ReentrantLock();
    private final List<Thread> threads;
    private volatile boolean stopped;

    Workers(String queue, int count, Claims claims, ClaimWriting<?, ?> writing, Outage outage, Alarm alarm) {
        this.queue = queue;
        this.claims = claims;
        this.writing = writing;
        this.outage = outage;
        this.alarm = alarm;
        this.threads = IntStream.rangeClosed(1, count)
                .mapToObj(number -> thread("redkeep-write-behind-" + queue + "-" + number))
                .toList();
    }

    private Thread thread(String name) {
        Thread thread = new Thread(this::work, name);
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        threads.forEach(Thread::start);
    }

    private void work() {
        while (!stopped) {
            try {
                Optional<ClaimedChanges> claim = watch();
                if (claim.isPresent()) {
                    write(claim.get());
                }
            } catch (InterruptedException interrupted) {
                // it is to stop, which the loop sees; nobody else knows this thread
            } catch (RuntimeException | Error fault) {
                LOG.error("A worker of the queue {} failed; its claim ends by itself", queue, fault);
            }
        }
    }

    private void write(ClaimedChanges claim) {
        writing.write(claim, () -> stopped);
    }

    /** What is due, for after the watch; nothing if it was to stop meanwhile. */
    private Optional<ClaimedChanges> watch() throws InterruptedException {
        watch.lockInterruptibly();
        try {
            while (!stopped) {
                alarm.await(MOST_IDLE_MILLIS);
                Optional<ClaimedChanges> claim = stopped ? Optional.empty() : claims.next();
                if (claim.isPresent() && !outage.isOn()) {
                    return claim;
                }
                claim.ifPresent(this::write);
            }
            return Optional.empty();
        } finally {
            watch.unlock();
        }
    }

    /** Claims nothing more, lets those that write end in time, and interrupts what does not. */
    void stop(Duration within) {
        stopped = true;
        alarm.ring(0);
        join(Math.max(GRACE_MILLIS, within.toMillis()));
        threads.forEach(Thread::interrupt);
        join(GRACE_MILLIS);
    }

    private void join(long millis) {
        long until = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        try {
            for (Thread thread : threads) {
                long left = Duration.ofNanos(until - System.nanoTime()).toMillis();
                if (left > 0 && thread != Thread.currentThread()) {
                    thread.join(left);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
