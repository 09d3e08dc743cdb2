package dev.redkeep.ratelimit;

import dev.redkeep.core.key.KeyLayout;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * How many at once, and how a {@link ConcurrencyLimiter} holds it. Immutable; see {@link Builder} for each.
 *
 * @param prefix what the keys begin with, such as {@code rl:export}
 * @param most how many at once, from 1 to 100,000
 * @param lease how long a place is held that is neither renewed nor given back, from 100 ms to 366 days, in whole
 *     microseconds
 * @param layout see {@link Builder#layout}
 * @param deadline see {@link Builder#deadline}
 * @param onFailure see {@link Builder#onFailure}
 * @param probeEvery see {@link Builder#probeEvery}
 */
public record ConcurrencyOptions(
        String prefix,
        int most,
        Duration lease,
        KeyLayout layout,
        Duration deadline,
        FailurePolicy onFailure,
        Duration probeEvery) {
    private static final int MOST = 100_000;
    private static final Duration SHORTEST = Duration.ofMillis(100); // a limit has at most one permit in a microsecond
    private static final Duration LONGEST = Duration.ofDays(366);

    /**
     * Checks the parts.
     *
     * @param prefix see the record
     * @param most see the record
     * @param lease see the record
     * @param layout see the record
     * @param deadline see the record
     * @param onFailure see the record
     * @param probeEvery see the record
     * @throws IllegalArgumentException if one is out of its range; the message names it and the range
     */
    public ConcurrencyOptions {
        if (lease.compareTo(SHORTEST) < 0 || lease.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("lease must be from 100 ms to 366 days, not " + lease);
        }
        if (!lease.truncatedTo(ChronoUnit.MICROS).equals(lease)) {
            throw new IllegalArgumentException("lease must be whole microseconds, not " + lease);
        }
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("most must be from 1 to " + MOST + ", not " + most);
        }
        Bounds.deadline(deadline);
        if (onFailure == FailurePolicy.LOCAL) {
            throw new IllegalArgumentException("onFailure must be OPEN, CLOSED or THROW: places are not shared out");
        }
        Bounds.probeEvery(probeEvery);
    }

    /**
     * Options with defaults.
     *
     * @param prefix what the keys begin with, such as {@code rl:export}: letters, digits and {@code : _ . -}
     * @param most how many at once, from 1 to 100,000
     * @param lease how long a place is held that is neither renewed nor given back, from 100 ms to 366 days, in whole
     *     microseconds
     * @return the options
     * @throws IllegalArgumentException if one is out of its range
     */
    public static ConcurrencyOptions of(String prefix, int most, Duration lease) {
        return builder(prefix, most, lease).build();
    }

    /**
     * Begins with the defaults.
     *
     * @param prefix what the keys begin with, such as {@code rl:export}: letters, digits and {@code : _ . -}
     * @param most how many at once, from 1 to 100,000
     * @param lease how long a place is held that is neither renewed nor given back, from 100 ms to 366 days, in whole
     *     microseconds
     * @return a builder
     */
    public static Builder builder(String prefix, int most, Duration lease) {
        return new Builder(prefix, most, lease);
    }

    /** As a limit: the permits are the places, the period is the lease time. */
    Limit limit() {
        return new Limit("concurrent", Limit.CLIENT, Algorithm.CONCURRENCY, most, lease, most);
    }

    /** Puts {@link ConcurrencyOptions} together. Not safe to share between threads. */
    public static final class Builder {
        private final String prefix;
        private final int most;
        private final Duration lease;
        private KeyLayout layout = KeyLayout.DOCUMENTED;
        private Duration deadline = Duration.ofMillis(50);
        private FailurePolicy onFailure = FailurePolicy.THROW;
        private Duration probeEvery = Duration.ofSeconds(1);

        private Builder(String prefix, int most, Duration lease) {
            this.prefix = prefix;
            this.most = most;
            this.lease = lease;
        }

        /**
         * How keys are spelled.
         *
         * @param value {@link KeyLayout#DOCUMENTED} by default; each of them works on a Cluster
         * @return this builder
         */
        public Builder layout(KeyLayout value) {
            layout = value;
            return this;
        }

        /**
         * How long to wait for Redis.
         *
         * @param value from 1 ms to 2147483647 ms, about 24 days; 50 ms by default
         * @return this builder
         */
        public Builder deadline(Duration value) {
            deadline = value;
            return this;
        }

        /**
         * What to answer while Redis is away, or if it refuses. With {@link FailurePolicy#OPEN} everybody is let in, and
         * every permit counts as held; with {@link FailurePolicy#CLOSED} nobody is let in, and no permit counts as held.
         *
         * <p>A {@link RateLimiter} is open by default, and a concurrency limiter is not: what may only run so many times at
         * once is mostly scarce (memory, licences, another's connections), so that whether an outage lifts the limit or stops
         * the work is the application's to say.
         *
         * @param value {@link FailurePolicy#THROW} by default; not {@link FailurePolicy#LOCAL}
         * @return this builder
         */
        public Builder onFailure(FailurePolicy value) {
            onFailure = value;
            return this;
        }

        /**
         * How often it looks whether Redis is back while it is away, as {@link RateLimiterOptionsBuilder#probeEvery}. All are
         * answered, or thrown to, at once meanwhile.
         *
         * @param value from 0 to 1 day; one second by default
         * @return this builder
         */
        public Builder probeEvery(Duration value) {
            probeEvery = value;
            return this;
        }

        /**
         * Builds them.
         *
         * @return the options
         * @throws IllegalArgumentException if one is out of its range; the message names it and the range
         */
        public ConcurrencyOptions build() {
            return new ConcurrencyOptions(prefix, most, lease, layout, deadline, onFailure, probeEvery);
        }
    }
}
