package dev.redkeep.cache.writebehind;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.Predicate;

/** Sets {@link WriteBehindOptions}. Not safe to share between threads. */
public final class WriteBehindOptionsBuilder {
    private static final Duration DAY = Duration.ofDays(1);

    int batch = 100;
    Duration delay = Duration.ofSeconds(1);
    Duration lease = Duration.ofMinutes(1);
    int tries = 8;
    Duration firstRetry = Duration.ofMillis(200);
    Duration longestRetry = Duration.ofMinutes(1);
    int maxWaiting = 100_000;
    int parallel = 1;
    Duration closeWithin = Duration.ofSeconds(10);
    Predicate<? super Throwable> outage = failure -> false;
    WriteBehindListener listener = WriteBehindListener.NO_OP;

    WriteBehindOptionsBuilder() {}

    WriteBehindOptionsBuilder(WriteBehindOptions options) {
        batch = options.batch;
        delay = options.delay;
        lease = options.lease;
        tries = options.tries;
        firstRetry = options.firstRetry;
        longestRetry = options.longestRetry;
        maxWaiting = options.maxWaiting;
        parallel = options.parallel;
        closeWithin = options.closeWithin;
        outage = options.outage;
        listener = options.listener;
    }

    /**
     * How many changes the writer gets at once. It gets fewer where they have more than 8 MiB together.
     *
     * @param most from 1 to 1,000
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public WriteBehindOptionsBuilder batch(int most) {
        batch = checked("most", most, 1, 1_000);
        return this;
    }

    /**
     * After how long a change is written. Further changes of its key meanwhile take its place, and don't put it off.
     *
     * @param time from 0 to a day, in whole milliseconds, rounded up
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public WriteBehindOptionsBuilder delay(Duration time) {
        delay = checked("time", time, Duration.ZERO, DAY);
        return this;
    }

    /**
     * How long a call of the writer may take. The claim behind it lasts longer, by as much again but at most by 5 s. In that more the
     * call must begin; one that can't is not begun, and its changes are claimed again. When a claim is over, since its writer took
     * longer or its process died, another worker gets the changes; see {@link WriteBehind} for what is promised then.
     *
     * @param time from 100 ms to a day, in whole milliseconds, rounded up
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public WriteBehindOptionsBuilder lease(Duration time) {
        lease = checked("time", time, Duration.ofMillis(100), DAY);
        return this;
    }

    /**
     * How often a change is tried with its batch, and then as often alone, before it is set aside. A claim that ended counts, also
     * if its process died before it called the writer.
     *
     * @param often from 1 to 100
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public WriteBehindOptionsBuilder tries(int often) {
        tries = checked("often", often, 1, 100);
        return this;
    }

    /**
     * After how long a change that failed is tried again. The time doubles with each failure. So long is also the pause while
     * {@linkplain #outage the database is away}.
     *
     * @param first after the first failure, from 1 ms to a day
     * @param longest the most, from {@code first} to a day
     * @return this
     * @throws IllegalArgumentException if one is out of range
     */
    public WriteBehindOptionsBuilder retryAfter(Duration first, Duration longest) {
        firstRetry = checked("first", first, Duration.ofMillis(1), DAY);
        longestRetry = checked("longest", longest, first, DAY);
        return this;
    }

    /**
     * How many keys may wait to be written, those set aside among them. One more is refused by a {@link WriteBehindFullException};
     * a further change of a key that waits never is.
     *
     * @param most from 1 to 10,000,000
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public WriteBehindOptionsBuilder maxWaiting(int most) {
        maxWaiting = checked("most", most, 1, 10_000_000);
        return this;
    }

    /**
     * How many batches this process writes at once, each on a thread of its own.
     *
     * @param most from 1 to 64
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public WriteBehindOptionsBuilder parallel(int most) {
        parallel = checked("most", most, 1, 64);
        return this;
    }

    /**
     * How long {@link WriteBehind#close()} waits until all is written.
     *
     * @param time from 0 to an hour
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public WriteBehindOptionsBuilder closeWithin(Duration time) {
        closeWithin = checked("time", time, Duration.ZERO, Duration.ofHours(1));
        return this;
    }

    /**
     * Which failures of the writer say nothing of the changes, but that the database is away. Then this process tries nothing for a
     * {@linkplain #retryAfter pause}, and after it one batch at a time, with a pause after each, until the writer returns or throws
     * something else. Nothing is set aside however long that takes. Without this there is none.
     *
     * @param failure true for what the writer throws while the database is away. What it throws itself counts as false
     * @return this
     */
    public WriteBehindOptionsBuilder outage(Predicate<? super Throwable> failure) {
        outage = requireNonNull(failure, "failure");
        return this;
    }

    /**
     * Is told what happens.
     *
     * @param told the listener
     * @return this
     */
    public WriteBehindOptionsBuilder listener(WriteBehindListener told) {
        listener = requireNonNull(told, "told");
        return this;
    }

    /**
     * The options.
     *
     * @return immutable options
     */
    public WriteBehindOptions build() {
        return new WriteBehindOptions(this);
    }

    private static int checked(String name, int number, int least, int most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", not " + number);
        }
        return number;
    }

    private static Duration checked(String name, Duration time, Duration least, Duration most) {
        if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", not " + time);
        }
        return time;
    }
}
