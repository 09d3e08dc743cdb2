package dev.redkeep.core.client;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known here of the servers' clocks, by answers that told the time; this process' own wall clock is never asked,
 * and nothing is sent. Each answer bounds how far a server's clock is ahead of a timer that nobody sets. What holds for all
 * answers of the last half minute or minute is known: of the nodes of a Cluster, and of a server before and after a failover.
 *
 * <pre>{@code
 * long asked = clock.timer();
 * clock.learn(asked, redis.run(call).now());              // a script that answers Redis' TIME, in milliseconds
 * boolean over = clock.present().map(now -> now.earliest() >= expiry).orElse(false);   // over by the server's clock, surely
 * }</pre>
 *
 * <p>Safe to share between threads; to ask the present takes no lock.
 */
public final class ServerClock {
    /**
     * The present by the servers' clocks: neither earlier than the one nor later than the other, whichever server is meant.
     *
     * @param earliest in Unix milliseconds
     * @param latest in Unix milliseconds; not below the earliest
     */
    public record Bounds(long earliest, long latest) {}

    /** How far servers are ahead of the timer, in milliseconds, by answers since then. */
    private record Known(long least, long most, long since) {
        Known with(long otherLeast, long otherMost) {
            return new Known(Math.min(least, otherLeast), Math.max(most, otherMost), since);
        }
    }

    static final long KEPT_MILLIS = 30_000;

    private final LongSupplier nanos;
    private final long widest;
    private volatile @Nullable Known known;
    private volatile @Nullable Known before;

    /**
     * Knows nothing yet.
     *
     * @param nanos a timer in nanoseconds that never goes back, such as {@code System::nanoTime}
     * @param widestMillis how far apart the bounds that an answer gives may be, in milliseconds, for it to be of use: one
     *     that took longer teaches nothing
     */
    public ServerClock(LongSupplier nanos, long widestMillis) {
        this.nanos = requireNonNull(nanos, "nanos");
        this.widest = widestMillis;
    }

    /**
     * The timer, to be read before a call whose answer will tell the time.
     *
     * @return milliseconds from any origin; of use for {@link #learn} only
     */
    public long timer() {
        return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
    }

    /**
     * Learns from an answer; the server read its clock at some moment between the asking and now. An answer that came too
     * late to be of use is ignored.
     *
     * @param askedAt what {@link #timer} said before the call was sent
     * @param serverMillis what the server's clock said, in Unix milliseconds, rounded down
     */
    public synchronized void learn(long askedAt, long serverMillis) {
        long now = timer();
        if (now - askedAt > widest) {
            return;
        }
        long least = serverMillis - now - 1;
        long most = serverMillis + 1 - askedAt;
        Known held = known;
        if (held != null && now - held.since() < KEPT_MILLIS) {
            known = held.with(least, most);
        } else {
            before = held;
            known = new Known(least, most, now);
        }
    }

    /**
     * The present, as far as the answers tell.
     *
     * @return the bounds; empty if no server told its time in the last half minute or minute
     */
    public Optional<Bounds> present() {
        long now = timer();
        Known held = known;
        Known former = before;
        if (held == null || now - held.since() >= 2 * KEPT_MILLIS) {
            return Optional.empty();
        }
        Known all = former == null || now - former.since() >= 3 * KEPT_MILLIS
                ? held
                : held.with(former.least(), former.most());
        return Optional.of(new Bounds(now + all.least(), now + 1 + all.most()));
    }
}
