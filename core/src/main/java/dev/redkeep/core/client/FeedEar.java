package dev.redkeep.core.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisDataException;

/** One thread that hears one server, over connection after connection. */
final class FeedEar {
    /** Which server is to be heard. */
    @FunctionalInterface
    interface Target {
        /** The present one if that is right, or another; none is present after a failure. */
        HostAndPort next(@Nullable HostAndPort present);
    }

    private static final long FIRST_PAUSE = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(2).toNanos();

    private final Logger log;
    private final Hearer hearer;
    private final Target target;
    private final Thread thread;
    private HostAndPort node;
    private long pause = FIRST_PAUSE;
    /** Whether it was connected when it failed. */
    private boolean heard;

    /** Whether a failure was logged since the server answered last. */
    private boolean complained;

    private volatile @Nullable FeedWire wire;
    private volatile boolean answering;
    private volatile boolean closed;

    FeedEar(Hearer hearer, Target target) {
        this.log = LoggerFactory.getLogger(hearer.feed());
        this.hearer = hearer;
        this.target = target;
        this.node = target.next(null);
        this.thread = new Thread(this::run, "redkeep-feed-" + node);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!closed) {
            try {
                node = target.next(null);
                hear();
            } catch (RuntimeException | Error broken) {
                failed(broken);
            } finally {
                cut();
            }
        }
    }

    private void hear() {
        FeedWire opened = hearer.connect(node);
        wire = opened;
        if (!closed) {
            heard = true;
            hearer.converse(opened, this).goOn();
        }
    }

    private void failed(Throwable broken) {
        answering = false;
        if (closed) {
            return;
        }
        if (heard) {
            heard = false;
            hearer.unheard(this);
        }
        if (!complained) {
            complained = true;
            complain(broken);
        }
        try {
            hearer.lost(this, broken);
        } catch (RuntimeException noNews) {
            log.debug("Nothing is known of other servers than {}", node, noNews);
        }
        boolean unusedLeftByAListener = Thread.interrupted(); // else the pause would be none
        LockSupport.parkNanos(this, pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2));
        pause = Math.min(LONGEST_PAUSE, pause * 2);
    }

    /** The text of a refusal tells what right is missing; it may quote the user's name, and holds no key. */
    private void complain(Throwable broken) {
        if (broken instanceof JedisDataException) {
            log.warn("{} refuses to be heard, and is asked again until it allows that: {}", node, broken.getMessage());
        } else {
            log.info("{} is not heard for now, and is connected to again: {}", node, broken.toString());
        }
    }

    /** The server answers, so the next failure is a new one. */
    void answered() {
        answering = true;
        complained = false;
        pause = FIRST_PAUSE;
    }

    boolean answering() {
        return answering;
    }

    HostAndPort node() {
        return node;
    }

    /** Whether another server is to be heard now. */
    boolean moved() {
        return !target.next(node).equals(node);
    }

    boolean closed() {
        return closed;
    }

    private void cut() {
        FeedWire open = wire;
        if (open != null) {
            open.end();
        }
    }

    /** Whether its thread has ended. */
    boolean ended() {
        return thread.getState() == Thread.State.TERMINATED;
    }

    /** Lets the thread end, whatever it is doing but connecting. */
    void close() {
        closed = true;
        cut();
        LockSupport.unpark(thread);
    }

    /** Waits for the thread's end until a moment in {@link System#nanoTime()}, unless it is the caller's own. */
    void join(long until) throws InterruptedException {
        long millis = (until - System.nanoTime()) / 1_000_000;
        if (millis > 0 && thread != Thread.currentThread()) {
            thread.join(millis);
        }
    }
}
