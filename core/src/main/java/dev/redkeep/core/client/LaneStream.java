package dev.redkeep.core.client;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
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

    /** After so long without use a connection is looked at, since the server may have closed it. */
    private static final long RESTED_NANOS = Duration.ofSeconds(15).toNanos();

    private static final long NEVER = Long.MAX_VALUE;
    /** How far a leader may pass its deadline in the midst of a write or an answer before the watch cuts it off. */
    private static final long GRACE_NANOS = 100_000_000;

    private static final LaneCall[] NONE = {};

    private final Backoff server;
    private final long stallNanos;
    private final long restedNanos;
    private final ArrayDeque<LaneCall> inFlight = new ArrayDeque<>();
    private final List<LaneCall> answered = new ArrayList<>();
    private final LanePace pace = new LanePace();
    private long bytesInFlight;
    private int lastBatch;
    /** Whether an answer came since the leader last found none, and when that was. */
    private boolean heard;

    private long quietSince;
    private long usedAt;
    private int breaksSeen;
    private volatile @Nullable LaneWire wire;
    private volatile long due = NEVER;
    /** Whether the watch cut this connection. */
    private volatile boolean overdue;

    LaneStream(Backoff server, long stallNanos) {
        this(server, stallNanos, RESTED_NANOS);
    }

    LaneStream(Backoff server, long stallNanos, long restedNanos) {
        this.server = server;
        this.stallNanos = stallNanos;
        this.restedNanos = restedNanos;
    }

    LanePace pace() {
        return pace;
    }

    boolean connected() {
        return wire != null;
    }

    void connect(LaneWire opened) {
        wire = opened;
        overdue = false;
        breaksSeen = server.breaks();
        usedAt = System.nanoTime();
        quietSince = usedAt;
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

    /** Tells them. Who also hands the lane over {@linkplain #takeAnswered takes} them before, and tells them after it. */
    void tellAnswered() {
        for (LaneCall call : takeAnswered()) {
            call.complete();
        }
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
    boolean exchange(LaneQueue queue, @Nullable LaneCall self) {
        LaneWire open = wire;
        if (open == null) {
            return true;
        }
        try {
            if (lastBatch > queue.size()) {
                Threads.yieldOnce(); // fewer wait than were served last: let them come
            }
            if (doubtful() && open.ended()) { // nothing was sent on it: another connection does
                breakOff(new JedisConnectionException("the server closed it"));
                return true;
            }
            due = self == null ? System.nanoTime() + stallNanos : self.deadline + GRACE_NANOS;
            lastBatch = write(open, queue);
            due = self == null ? NEVER : due;
            return timedRead(open, self);
        } catch (JedisConnectionException broken) {
            server.broke();
            breakOff(overdue ? silence(broken) : broken);
            return true;
        } finally {
            due = NEVER;
        }
    }

    private int write(LaneWire open, LaneQueue queue) {
        long now = System.nanoTime();
        usedAt = now;
        int most = Math.min(MAX_BATCH, pace.commandsIn(stallNanos / 4));
        int batch = 0;
        LaneCall call;
        while (batch < most && roomInFlight() && (call = queue.poll()) != null) {
            if (call.send(now)) {
                inFlight.add(call);
                bytesInFlight += call.bytes;
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

    private boolean roomInFlight() {
        return inFlight.size() < LaneQueue.MAX_CALLS && bytesInFlight < LaneQueue.MAX_BYTES;
    }

    /** Whether it may have ended unnoticed: it rested, or another connection to this server ended. */
    private boolean doubtful() {
        if (!inFlight.isEmpty()) {
            return false;
        }
        int breaks = server.breaks();
        boolean another = breaks != breaksSeen;
        breaksSeen = breaks;
        return another || System.nanoTime() - usedAt > restedNanos;
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
            if (self != null && self.over()) {
                return false;
            }
            boolean served = self != null && self.answered();
            if (open.awaitReply(served ? LINGER_MILLIS : patience(self))) {
                Object reply = open.read();
                heard = true;
                if (head.answers(reply)) {
                    inFlight.poll();
                    bytesInFlight -= head.bytes;
                    answered.add(head);
                }
            } else if (silent(head)) {
                throw silence(null);
            } else if (served) {
                return false;
            } else {
                tellAnswered(); // what is due may take long
            }
        }
        return true;
    }

    /** Whether nothing was heard for too long, neither this answer nor those before it. */
    private boolean silent(LaneCall head) {
        long now = System.nanoTime();
        if (heard) {
            heard = false;
            quietSince = now;
        }
        return now - head.sentAt >= stallNanos && now - quietSince >= stallNanos;
    }

    /** Time ran out: it is no broken connection, though this side closes it. */
    private static JedisConnectionException silence(@Nullable RuntimeException cut) {
        SocketTimeoutException late = new SocketTimeoutException("the server answers nothing");
        if (cut != null) {
            late.addSuppressed(cut);
        }
        return new JedisConnectionException(late);
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
        bytesInFlight = 0;
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
            overdue = true;
            cut();
        }
    }
}
