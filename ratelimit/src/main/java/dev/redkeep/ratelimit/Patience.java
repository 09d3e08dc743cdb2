package dev.redkeep.ratelimit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Waits for permits: as long as a refusal says and a little more by chance, up to a tenth of it and at least up to a
 * millisecond, and then asks again. Never polls. Safe to share between threads.
 */
final class Patience {
    /** How a thread sleeps. */
    interface Sleep {
        void nanos(long nanos) throws InterruptedException;
    }

    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final long LEAST_SPREAD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final LongSupplier nanoTime;
    private final Sleep sleep;
    private final DoubleSupplier random;

    /**
     * Ways to wait.
     *
     * @param random from 0 to 1
     */
    Patience(LongSupplier nanoTime, Sleep sleep, DoubleSupplier random) {
        this.nanoTime = nanoTime;
        this.sleep = sleep;
        this.random = random;
    }

    static Patience ofThreads() {
        return new Patience(
                System::nanoTime,
                TimeUnit.NANOSECONDS::sleep,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * Refuses a negative one.
     *
     * @throws IllegalArgumentException naming the parameter and the bound
     */
    static void check(Duration patience) {
        if (patience.isNegative()) {
            throw new IllegalArgumentException("patience must not be negative, not " + patience);
        }
    }

    /**
     * Asks for permits until they are granted, or cannot be in time.
     *
     * @throws IllegalArgumentException if the patience is negative
     * @throws InterruptedException if the thread is interrupted before it asks, or while it waits
     */
    Decision acquire(Limits limits, Subject subject, long cost, Duration patience) throws InterruptedException {
        return acquire(() -> limits.acquire(subject, cost, false), decision -> decision, false, patience);
    }

    /**
     * Asks until it is allowed, or cannot be in time.
     *
     * @param answer the decision in what was answered
     * @param sooner whether it can be granted before the wait is over that a refusal tells, so that it is worth to ask once more
     *     at the end of one's patience
     * @throws IllegalArgumentException if the patience is negative
     * @throws InterruptedException if the thread is interrupted before it asks, or while it waits
     */
    <A> A acquire(Supplier<A> ask, Function<A, Decision> answer, boolean sooner, Duration patience)
            throws InterruptedException {
        check(patience);
        long start = nanoTime.getAsLong();
        long most = (patience.compareTo(LONGEST) < 0 ? patience : LONGEST).toNanos();
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted before it asked for permits");
            }
            A answered = ask.get();
            Decision decision = answer.apply(answered);
            Optional<Duration> retryAfter = decision.retryAfter();
            if (decision.allowed() || retryAfter.isEmpty()) {
                return answered;
            }
            long wait = retryAfter.get().toNanos();
            long left = most - (nanoTime.getAsLong() - start);
            if (sooner ? left <= 0 : wait > left) {
                return answered;
            }
            double spread = random.getAsDouble() * Math.max(wait / 10, LEAST_SPREAD_NANOS);
            sleep.nanos(Math.min(left, wait + (long) spread));
        }
    }
}
