package dev.redkeep.core.client;

import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * One connection that many callers share, by group commit: whoever finds the lane free leads it. The leader writes what
 * waits in the queue, its own command among it, reads the answers, hands the lane to the next caller, and only then wakes
 * those it served.
 */
final class Lane implements AutoCloseable {
    private final Supplier<LaneWire> connector;
    private final LaneStream stream;
    private final LaneDriver driver;
    private final Backoff backoff;
    private final LaneQueue queue = new LaneQueue();
    /** Whether someone leads. */
    private final AtomicBoolean busy = new AtomicBoolean();

    private volatile boolean closed;

    /**
     * A lane that connects when it is first used, unless it is {@linkplain #open opened}.
     *
     * @param backoff of the server
     * @param stallNanos how long a server may be silent before its connection is given up
     */
    Lane(String name, Supplier<LaneWire> connector, Backoff backoff, long stallNanos) {
        this.connector = connector;
        this.backoff = backoff;
        this.stream = new LaneStream(backoff, stallNanos);
        this.driver = new LaneDriver(name, () -> lead(null));
        driver.start();
    }

    boolean idle() {
        return !busy.get();
    }

    /** Whether it was closed, and nothing of it goes on. */
    boolean ended() {
        return closed && !driver.alive();
    }

    /** How many wait who do not even fit into the next batch. */
    int waiting() {
        return Math.max(0, queued() - LaneStream.MAX_BATCH);
    }

    /** How many wait that were not written yet. */
    int queued() {
        return queue.size();
    }

    /** Connects before the first call, by whoever builds the lane. */
    void open() {
        if (busy.compareAndSet(false, true)) {
            try {
                stream.connect(connector.get());
            } finally {
                release();
            }
        }
    }

    /** Puts a call into the queue, and has it served. {@link #await} must follow if a thread waits for it. */
    void submit(LaneCall call) {
        enqueue(call);
        if (call.leader == null && busy.compareAndSet(false, true)) {
            driver.lead();
        }
    }

    /** Puts a call into the queue, where others may serve it; {@link #await} must follow. */
    void enqueue(LaneCall call) {
        if (closed) {
            throw NotSentException.closed();
        }
        if (!stream.connected()) {
            backoff.check();
        }
        if (!queue.offer(call)) {
            throw NotSentException.queueFull();
        }
        if (closed && busy.compareAndSet(false, true)) {
            release();
        }
    }

    /** Waits for a call that was submitted, and leads the lane where it must. */
    @Nullable
    Object await(LaneCall call) {
        if (!call.done() && !busy.get() && busy.compareAndSet(false, true)) {
            start(call);
        }
        while (!call.done()) {
            if ((call.await(stream.pace()) & LaneCall.LEAD) != 0) {
                lead(call);
            }
        }
        return call.result();
    }

    private void start(LaneCall call) {
        if (call.leader == null) {
            driver.lead();
        } else {
            lead(call);
        }
    }

    /** Serves until the leader has its answer; the driver, which has none of its own, until nobody waits. */
    private void lead(@Nullable LaneCall self) {
        try {
            while (self == null ? pending() : !self.answered()) {
                if (closed) {
                    failAll(NotSentException.closed(), new ClosedChannelException());
                } else if (!stream.connected() && self != null) {
                    self.stepDown();
                    driver.lead();
                    return;
                } else if ((!stream.connected() && !connect()) || !serve(self)) {
                    break;
                }
            }
        } catch (RuntimeException | Error bug) {
            fallDown(self, bug);
            throw bug;
        }
        RuntimeException givenUp = self == null || self.answered() ? null : self.giveUp();
        handOver();
        if (givenUp != null) {
            throw givenUp;
        }
    }

    /** A bug, or no memory: whoever was served meanwhile fails, and the lane goes on without this leader. */
    private void fallDown(@Nullable LaneCall self, Throwable bug) {
        try {
            stream.breakOff(new JedisConnectionException("the leader failed", bug));
        } finally {
            if (self != null) {
                self.abandon();
            }
            handOver();
        }
    }

    /** Of a caller that fails and does not wait for its call: another leads, if it was to. */
    void abandon(LaneCall call) {
        if (call.abandon()) {
            handOver();
        }
    }

    private boolean pending() {
        return !queue.isEmpty() || !stream.inFlight().isEmpty();
    }

    private boolean connect() {
        try {
            stream.connect(connector.get());
            backoff.succeeded();
            return true;
        } catch (RuntimeException failed) {
            backoff.failed(failed);
            failAll(new NotSentException(failed), failed);
            return false;
        }
    }

    private boolean serve(@Nullable LaneCall self) {
        stream.tellAnswered();
        return stream.exchange(queue, self);
    }

    /** Passes the lane on, and only then wakes those who were served, so that the next leader need not wait for that. */
    private void handOver() {
        LaneCall[] served = stream.takeAnswered();
        release();
        for (LaneCall call : served) {
            call.complete();
        }
    }

    private void release() {
        do {
            if (closed) {
                failAll(NotSentException.closed(), new ClosedChannelException());
            }
            if (passOn()) {
                return;
            }
            busy.set(false);
        } while (!queue.isEmpty() && busy.compareAndSet(false, true));
    }

    /** Finds the next leader: of those whose answer is due, else of those who wait. */
    private boolean passOn() {
        boolean driven = false;
        for (LaneCall call : stream.inFlight()) {
            if (call.offerLead()) {
                return true;
            }
            driven |= call.driven();
        }
        LaneCall next;
        while (!driven && (next = queue.peek()) != null) {
            if (next.offerLead()) {
                return true;
            }
            driven = next.driven();
            if (!driven) {
                queue.poll();
            }
        }
        if (driven) {
            driver.lead();
        }
        return driven;
    }

    private void failAll(NotSentException unsent, Exception sent) {
        stream.breakOff(new JedisConnectionException(sent));
        for (LaneCall call = queue.poll(); call != null; call = queue.poll()) {
            stream.fail(call, unsent);
        }
        stream.tellAnswered();
    }

    /** By the watch. */
    void look() {
        stream.look();
    }

    /** Fails whoever waits, and ends the driver. */
    @Override
    public void close() {
        closed = true;
        stream.cut();
        if (busy.compareAndSet(false, true)) {
            release();
        }
        driver.stop();
    }
}
