package dev.redkeep.core.client;

import java.io.InterruptedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.SocketTimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.args.Rawable;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * One command on its way through a lane. Its caller waits until it is answered, or until it is made the leader; and may
 * give up at any moment, after which the answer, if one is still due, is read and dropped.
 */
final class LaneCall {
    /** In the queue. Not written, so it is safe to try it elsewhere. */
    static final int WAITING = 0;
    /** Handed to the connection. It may run. */
    static final int SENT = 1;
    /** Answered or failed. */
    static final int DONE = 2;
    /** Nobody waits for it any more. */
    static final int ABANDONED = 3;
    /** Added to WAITING or SENT: its caller is to lead the lane now. */
    static final int LEAD = 4;

    private static final int YIELDS = 100;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(LaneCall.class, "state", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    final CommandArguments arguments;
    /** What the arguments take in memory, about. */
    final long bytes;

    final boolean asking;
    /** What comes before the answer; null if nothing does. */
    private final @Nullable Preface preface;

    final long deadline;
    /** The thread that waits, or null if the driver serves it: for an asynchronous call, or a virtual thread. */
    final @Nullable Thread leader;

    private final @Nullable Thread waiter;
    private final @Nullable Runnable completion;
    private volatile int state;
    private volatile boolean parked;
    private @Nullable Object reply;
    private @Nullable RuntimeException failure;
    long sentAt;

    private LaneCall(
            CommandArguments arguments,
            boolean asking,
            long deadline,
            @Nullable Thread waiter,
            @Nullable Runnable completion) {
        this.arguments = arguments;
        this.bytes = bytes(arguments);
        this.asking = asking;
        this.preface = Preface.of(arguments, asking);
        this.deadline = deadline;
        this.waiter = waiter;
        this.leader = waiter == null || Threads.isVirtual(waiter) ? null : waiter;
        this.completion = completion;
    }

    static LaneCall blocking(CommandArguments arguments, boolean asking, long deadline) {
        return new LaneCall(arguments, asking, deadline, Thread.currentThread(), null);
    }

    static LaneCall asynchronous(CommandArguments arguments, long deadline, Runnable completion) {
        return new LaneCall(arguments, false, deadline, null, completion);
    }

    static long bytes(CommandArguments arguments) {
        long bytes = 0;
        for (Rawable argument : arguments) {
            bytes += argument.getRaw().length;
        }
        return bytes;
    }

    int state() {
        return state;
    }

    boolean done() {
        return state == DONE;
    }

    /** By the leader: takes the call for writing. False if its caller gave up. */
    boolean send(long now) {
        sentAt = now;
        return STATE.compareAndSet(this, WAITING, SENT) || STATE.compareAndSet(this, WAITING | LEAD, SENT | LEAD);
    }

    /** By whoever hands the lane over: makes this caller the leader. False if it gave up, or is answered. */
    boolean offerLead() {
        if (leader == null) {
            return false;
        }
        if (STATE.compareAndSet(this, WAITING, WAITING | LEAD) || STATE.compareAndSet(this, SENT, SENT | LEAD)) {
            wake();
            return true;
        }
        return false;
    }

    /** By this call's own thread: gives the lead back, to wait like any other. */
    void stepDown() {
        state &= ~LEAD;
    }

    /** By the leader: takes a reply, and tells whether it is the answer. The caller sees it only when {@link #complete} follows. */
    boolean answers(Object value) {
        if (preface == null) {
            reply = value;
            return true;
        }
        if (preface.takes(value)) {
            return false;
        }
        reply = preface.answer(value);
        return true;
    }

    /** Whether someone waits for this who cannot lead. */
    boolean driven() {
        return leader == null && (state == WAITING || state == SENT);
    }

    /** By the leader, of its own call: whether it has to stop waiting. */
    boolean over() {
        return deadline - System.nanoTime() <= 0 || Thread.currentThread().isInterrupted();
    }

    boolean answered() {
        return reply != null || failure != null;
    }

    /** What it failed with, or null. Only when {@link #DONE}. */
    @Nullable
    RuntimeException failure() {
        return failure;
    }

    void fail(RuntimeException cause) {
        failure = cause;
    }

    /** By the leader: tells the caller, unless it gave up. */
    void complete() {
        int now = state;
        while (now != ABANDONED && now != DONE) {
            if (STATE.compareAndSet(this, now, DONE)) {
                wake();
                if (completion != null) {
                    completion.run();
                }
                return;
            }
            now = state;
        }
    }

    private void wake() {
        if (parked) {
            LockSupport.unpark(waiter);
        }
    }

    /**
     * By the caller: waits until it is answered or leads; platform threads may yield before they park, since waking one costs
     * more than most answers take.
     *
     * @return {@link #DONE}, or a state with {@link #LEAD}
     * @throws NotSentException if the deadline passed, or the thread was interrupted, before the call was written
     * @throws JedisConnectionException if so after it was written
     */
    int await(LanePace pace) {
        int now = state;
        if (leader != null && (now == WAITING || now == SENT) && pace.begin()) {
            for (int i = 0; i < YIELDS && (now == WAITING || now == SENT); i++) {
                Threads.yieldOnce();
                now = state;
            }
            pace.end();
        }
        while (now == WAITING || now == SENT) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || Thread.currentThread().isInterrupted()) {
                if (STATE.compareAndSet(this, now, ABANDONED)) {
                    throw givenUp(now);
                }
            } else {
                parked = true;
                if (state == now) {
                    LockSupport.parkNanos(this, left);
                }
                parked = false;
            }
            now = state;
        }
        return now;
    }

    /** By a leader whose time is up, of its own call: nobody waits for it from now on. */
    RuntimeException giveUp() {
        int from = state;
        state = ABANDONED;
        return givenUp(from);
    }

    /**
     * By this call's own thread, when it fails and will not wait: nobody does from now on.
     *
     * @return whether it had been made the leader, so that the lane is to be handed over
     */
    boolean abandon() {
        int now = state;
        while (now != DONE && now != ABANDONED) {
            if (STATE.compareAndSet(this, now, ABANDONED)) {
                return (now & LEAD) != 0;
            }
            now = state;
        }
        return false;
    }

    /** By the watch, of an asynchronous call whose time is up: what it failed with, or null if it was answered. */
    @Nullable
    RuntimeException expire() {
        int now = state;
        while (now == WAITING || now == SENT) {
            if (STATE.compareAndSet(this, now, ABANDONED)) {
                return givenUp(now);
            }
            now = state;
        }
        return null;
    }

    private RuntimeException givenUp(int from) {
        boolean sent = (from & ~LEAD) == SENT;
        if (waiter != null && Thread.currentThread().isInterrupted()) {
            return sent
                    ? new JedisConnectionException(new InterruptedIOException("the caller was interrupted"))
                    : NotSentException.interrupted();
        }
        return sent
                ? new JedisConnectionException(new SocketTimeoutException("the deadline passed"))
                : NotSentException.late();
    }

    /** What came back: the raw reply, or the failure, thrown. Only when {@link #DONE}. */
    @Nullable
    Object result() {
        if (failure != null) {
            throw failure;
        }
        return reply == LaneWire.NIL ? null : reply;
    }
}
