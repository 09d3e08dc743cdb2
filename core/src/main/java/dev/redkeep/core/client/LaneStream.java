package dev.redkeep.core.client;

import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * What goes over a lane's connection: commands in batches, and their answers in the same order. Used by the lane's leader
 * alone, but for {@link #cut} and {@link #look}; a lane changes its leader by a volatile write, which makes this visible to
 * the next.
 */
final class LaneStream {
    static final int MAX_BATCH = 512;
    /** How long a leader reads at a stretch before it looks at its deadline and for an interrupt. */
    private static final int SLICE_MILLIS = 50;
    /** How long a leader that has its own answer waits for those of others. */
    private static final int LINGER_MILLIS = 1;

    private static final long NEVER = Long.MAX_VALUE;
    /** How far a leader may pass its deadline in the midst of a write or an answer before the watch cuts it off. */
    private static final long GRACE_NANOS = 100_000_000;

    private static final LaneCall[] NONE = {};

    private final long stallNanos;
    private final ArrayDeque<LaneCall> inFlight = new ArrayDeque<>();
    private final List<LaneCall> answered = new ArrayList<>();
    private final LanePace pace = new LanePace();
    private int lastBatch;
    private volatile @Nullable LaneWire wire;
    private volatile long due = NEVER;

    LaneStream(long stallNanos) {
        this.stallNanos = stallNanos;
    }

    LanePace pace() {
        return pace;
    }

    boolean connected() {
        return wire != null;
    }

    void connect(LaneWire opened) {
        wire = opened;
    }

    ArrayDeque<LaneCall> inFlight() {
        return inFlight;
    }

    /** Those whose outcome is set and who do not know it yet. */
    LaneCall[] takeAnswered() {
        LaneCall[] taken = answered.toArray(NONE);
        answered.clear();
        return taken;
    }

    void fail(LaneCall call, RuntimeException cause) {
        call.fail(cause);
        answered.add(call);
    }

    /**
     * One round: writes what waits, then reads what is due.
     *
     * @return false if the leader has to leave before all answers are in
     */
    boolean exchange(Queue<LaneCall> queue, AtomicInteger queued, @Nullable LaneCall self) {
        LaneWire open = wire;
        if (open == null) {
            return true;
        }
        try {
            if (lastBatch > queued.get()) {
                Threads.yieldOnce(); // fewer wait than were served last: let them come
            }
            due = self == null ? System.nanoTime() + stallNanos : self.deadline + GRACE_NANOS;
            lastBatch = write(open, queue, queued);
            due = self == null ? NEVER : due;
            return timedRead(open, self);
        } catch (JedisConnectionException broken) {
            breakOff(broken);
            return true;
        } finally {
            due = NEVER;
        }
    }

    private int write(LaneWire open, Queue<LaneCall> queue, AtomicInteger queued) {
        long now = System.nanoTime();
        int batch = 0;
        LaneCall call;
        while (batch < MAX_BATCH && inFlight.size() < Lane.MAX_PENDING && (call = queue.poll()) != null) {
            queued.decrementAndGet();
            if (call.send(now)) {
                inFlight.add(call);
                if (call.asking) {
                    open.write(new CommandArguments(Command.ASKING));
                }
                open.write(call.arguments);
                batch++;
            }
        }
        if (batch > 0) {
            open.push();
        }
        return batch;
    }

    private boolean timedRead(LaneWire open, @Nullable LaneCall self) {
        int commands = inFlight.size();
        long start = System.nanoTime();
        boolean all = read(open, self);
        if (all && commands > 0) {
            pace.tell(commands, System.nanoTime() - start);
        }
        return all;
    }

    private boolean read(LaneWire open, @Nullable LaneCall self) {
        LaneCall head;
        while ((head = inFlight.peek()) != null) {
            boolean served = self != null && self.answered();
            if (self != null && served && self.over()) {
                return false;
            }
            if (open.awaitReply(served ? LINGER_MILLIS : patience(self))) {
                Object reply = open.read();
                if (!head.takesAsking()) {
                    inFlight.poll();
                    head.answer(reply);
                    answered.add(head);
                }
            } else if (System.nanoTime() - head.sentAt >= stallNanos) {
                throw new JedisConnectionException(new SocketTimeoutException("the server answers nothing"));
            } else if (served || (self != null && self.over())) {
                return false;
            }
        }
        return true;
    }

    private static int patience(@Nullable LaneCall self) {
        if (self == null) {
            return SLICE_MILLIS;
        }
        long left = (self.deadline - System.nanoTime()) / 1_000_000;
        return (int) Math.max(1, Math.min(SLICE_MILLIS, left));
    }

    /** Gives the connection up, and fails what may have run. What was not written stays in the queue for the next. */
    void breakOff(RuntimeException cause) {
        cut();
        wire = null;
        for (LaneCall call = inFlight.poll(); call != null; call = inFlight.poll()) {
            fail(call, cause);
        }
    }

    /** By anyone: closes the socket, which wakes whoever reads or writes. */
    void cut() {
        LaneWire open = wire;
        if (open != null) {
            open.end();
        }
    }

    /** By the watch: cuts off a write that no server takes, or an answer that stops in its midst, which nobody else can end. */
    void look() {
        long end = due;
        if (end != NEVER && System.nanoTime() - end > 0) {
            cut();
        }
    }
}
