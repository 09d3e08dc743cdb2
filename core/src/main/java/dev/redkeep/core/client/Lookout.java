package dev.redkeep.core.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether Redis is away. A call that cannot be sent, since nothing is reached, proves it. One whose answer does not come
 * proves nothing: in a process that is short of processors the answer may be there, with nobody to read it, and a connection that
 * breaks is one of many. So that only asks for a look, and not even that if somebody was answered since the call began.
 *
 * <p>A look is a question of its own, that no caller waits for and that has a second at least, which is longer than a process
 * stands still. It decides. While it is under way callers go on to ask: that costs them their deadline at worst, and keeps those
 * whose degraded answers cost nothing from taking the processors from who would read the look's answer. What began before Redis
 * went away, or came back, decides nothing after it. A feature asks {@link #isAway} before a call, and then either {@link
 * #lookIfDue}, or begins a call and reports how it ended.
 *
 * <p>Never throws what a look ends with. Safe to share between threads.
 */
public final class Lookout {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Not all answers need be noted: this is less than any deadline. */
    private static final long NOTED_EVERY_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private final long lookEveryNanos;
    private final LongSupplier nanoTime;
    private final Consumer<RedisException> away;
    private final Runnable back;
    /** How often it went away or came back: odd while it is away. */
    private final AtomicInteger turns = new AtomicInteger();

    private final AtomicInteger told = new AtomicInteger();
    private final AtomicBoolean telling = new AtomicBoolean();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile @Nullable RedisException cause;
    private volatile long nextLook;
    private volatile long answeredAt;

    /**
     * One who takes Redis to be there. What is told is told in turn, one at a time, on the thread that found it out: a caller's,
     * or one that ends a look.
     *
     * @param lookEvery how long after a look that failed the next one may be; at least 0
     * @param nanoTime the monotonic clock, in nanoseconds
     * @param away is told what failed, when Redis turns out to be away
     * @param back is run when it is no more
     */
    public Lookout(Duration lookEvery, LongSupplier nanoTime, Consumer<RedisException> away, Runnable back) {
        this.lookEveryNanos = lookEvery.toNanos();
        this.nanoTime = nanoTime;
        this.away = away;
        this.back = back;
        this.nextLook = nanoTime.getAsLong();
        this.answeredAt = nextLook - NOTED_EVERY_NANOS;
    }

    /**
     * The deadline of a look, beside a call's.
     *
     * @param deadline of a call
     * @return 1 s, or the call's deadline if that is longer: answers may take as long
     */
    public static Duration patience(Duration deadline) {
        return deadline.compareTo(PATIENCE) > 0 ? deadline : PATIENCE;
    }

    /**
     * Whether Redis is away.
     *
     * @return true from what proved it until it answers again
     */
    public boolean isAway() {
        return isAway(turns.get());
    }

    private static boolean isAway(int turn) {
        return (turn & 1) != 0;
    }

    /** A call: when it began, and what was known then. */
    public static final class Call {
        private final long began;
        private final int turn;

        private Call(long began, int turn) {
            this.began = began;
            this.turn = turn;
        }
    }

    /**
     * Begins a call, which may be one while Redis is away.
     *
     * @return the call; to be had before anything is sent
     */
    public Call begin() {
        return new Call(nanoTime.getAsLong(), turns.get());
    }

    /**
     * Redis answered. If it was away when the call began, it is back.
     *
     * @param call the call
     */
    public void answered(Call call) {
        long now = nanoTime.getAsLong();
        if (now - answeredAt >= NOTED_EVERY_NANOS) {
            answeredAt = now;
        }
        if (isAway(call.turn)) {
            turn(call);
        }
    }

    /**
     * A call failed. What Redis refuses counts as an answer; that the caller was interrupted, or that too many wait here already, says
     * nothing.
     *
     * @param failure what with
     * @param call the call
     * @param look starts a look, if one is to begin: it asks Redis for something that does no harm, and does not wait
     */
    public void failed(RedisException failure, Call call, Supplier<? extends CompletionStage<?>> look) {
        if (isCrowd(failure)) {
            return;
        }
        if (!Breaker.meansAway(failure)) {
            answered(call);
        } else if (!Thread.currentThread().isInterrupted() && !answeredSince(call)) {
            if (isAway()) {
                lookIfDue(look);
            } else if (isProof(failure) ? opens(failure, call) : turns.get() == call.turn) {
                look(look);
            }
        }
    }

    private static boolean isProof(RedisException failure) {
        return !(failure instanceof RedisTimeoutException) && !failure.mayHaveRun() && !isCrowd(failure);
    }

    /** If Redis is why so many wait, those who do run into their deadlines, which asks for a look. */
    private static boolean isCrowd(RedisException failure) {
        return failure instanceof RedisUnavailableException unsent && unsent.crowded();
    }

    private boolean answeredSince(Call call) {
        return answeredAt - call.began >= 0;
    }

    private boolean opens(RedisException failure, Call call) {
        if (isAway(call.turn)) {
            return false;
        }
        cause = failure;
        return turn(call);
    }

    /** Unless that happened since the call began. */
    private boolean turn(Call call) {
        boolean turned = turns.compareAndSet(call.turn, call.turn + 1);
        if (turned) {
            tell();
        }
        return turned;
    }

    /** What turns up while somebody is told is told after it, by the same thread. */
    private void tell() {
        while (told.get() != turns.get() && telling.compareAndSet(false, true)) {
            try {
                tellNext();
            } finally {
                telling.set(false);
            }
        }
    }

    private void tellNext() {
        RedisException failure = cause;
        if (told.get() == turns.get()) {
            return;
        }
        if (isAway(told.incrementAndGet()) && failure != null) {
            away.accept(failure);
        } else {
            back.run();
        }
    }

    /**
     * Starts a look while Redis is away, if it is time and none is under way.
     *
     * @param look starts it, as for {@link #failed}
     */
    public void lookIfDue(Supplier<? extends CompletionStage<?>> look) {
        if (nanoTime.getAsLong() - nextLook >= 0) {
            look(look);
        }
    }

    private void look(Supplier<? extends CompletionStage<?>> look) {
        if (looking.compareAndSet(false, true)) {
            Call call = begin();
            started(look).whenComplete((answer, lost) -> looked(call, lost));
        }
    }

    private static CompletionStage<?> started(Supplier<? extends CompletionStage<?>> look) {
        try {
            return look.get();
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    /** If its connection broke, or it was overtaken, it decides nothing, and the next may come at once. */
    private void looked(Call call, @Nullable Throwable lost) {
        Throwable reason = lost instanceof CompletionException && lost.getCause() != null ? lost.getCause() : lost;
        boolean decided = turns.get() == call.turn;
        try {
            if (reason == null || (reason instanceof RedisException refusal && !Breaker.meansAway(refusal))) {
                answered(call);
            } else if (reason instanceof RedisTimeoutException late) {
                if (!answeredSince(call)) {
                    opens(late, call);
                }
            } else if (reason instanceof RedisException failure && isProof(failure)) {
                opens(failure, call);
            } else {
                decided = false;
            }
        } finally {
            nextLook = nanoTime.getAsLong() + (decided ? lookEveryNanos : 0);
            looking.set(false);
        }
    }
}
