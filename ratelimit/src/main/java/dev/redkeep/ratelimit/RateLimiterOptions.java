package dev.redkeep.ratelimit;

import dev.redkeep.core.key.KeyLayout;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The limits of a limiter and how it holds them. Immutable; see {@link Builder} for each.
 *
 * <pre>{@code
 * RateLimiterOptions.builder("rl:api")
 *         .limits(Limit.perSecond(10), Limit.perMinute(100).scope("tenant"))
 *         .onFailure(FailurePolicy.LOCAL)
 *         .build()
 * }</pre>
 *
 * @param prefix see {@link RateLimiterOptions#builder}
 * @param limits see {@link Builder#limits}
 * @param layout see {@link Builder#layout}
 * @param bestEffort see {@link Builder#bestEffort}
 * @param deadline see {@link Builder#deadline}
 * @param onFailure see {@link Builder#onFailure}
 * @param localShare see {@link Builder#localShare}
 * @param probeEvery see {@link Builder#probeEvery}
 * @param shadow see {@link Builder#shadow}
 * @param refusalCache see {@link Builder#refusalCache}
 * @param lease see {@link Builder#lease}
 * @param listener see {@link Builder#listener}
 */
public record RateLimiterOptions(
        String prefix,
        List<Limit> limits,
        KeyLayout layout,
        boolean bestEffort,
        Duration deadline,
        FailurePolicy onFailure,
        double localShare,
        Duration probeEvery,
        boolean shadow,
        int refusalCache,
        Duration lease,
        RateLimiterListener listener) {
    /**
     * Checks the parts.
     *
     * @param prefix see the record
     * @param limits see the record
     * @param layout see the record
     * @param bestEffort see the record
     * @param deadline see the record
     * @param onFailure see the record
     * @param localShare see the record
     * @param probeEvery see the record
     * @param shadow see the record
     * @param refusalCache see the record
     * @param lease see the record
     * @param listener see the record
     * @throws IllegalArgumentException if one is out of its range; the message names it and the range
     */
    public RateLimiterOptions {
        limits = checked(limits);
        if (deadline.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("deadline must be at least 1 ms, not " + deadline);
        }
        if (!(localShare > 0 && localShare <= 1)) {
            throw new IllegalArgumentException("localShare must be over 0 and at most 1, not " + localShare);
        }
        if (probeEvery.isNegative()) {
            throw new IllegalArgumentException("probeEvery must not be negative, not " + probeEvery);
        }
        if (refusalCache < 0) {
            throw new IllegalArgumentException("refusalCache must be 0 or more, not " + refusalCache);
        }
        if (lease.isNegative() || lease.compareTo(Duration.ofSeconds(1)) > 0) {
            throw new IllegalArgumentException("lease must be from 0 to 1 s, not " + lease);
        }
    }

    /** The limits, if they can be held together. */
    static List<Limit> checked(List<Limit> limits) {
        if (limits.isEmpty() || limits.size() > 16) {
            throw new IllegalArgumentException("limits must be 1 to 16, not " + limits.size());
        }
        Set<String> names = new HashSet<>();
        for (Limit limit : limits) {
            if (limit.algorithm() == Algorithm.CONCURRENCY) {
                throw new IllegalArgumentException("limits must not be of CONCURRENCY: that is ConcurrencyLimiter's");
            }
            if (!names.add(limit.name())) {
                throw new IllegalArgumentException(
                        "limits must have a name each: two are \"" + limit.name() + "\"; name one by named(…)");
            }
        }
        return List.copyOf(limits);
    }

    /**
     * Options with defaults.
     *
     * @param prefix what the keys begin with, such as {@code rl:login}
     * @param limits one or more, each with a name of its own
     * @return the options
     * @throws IllegalArgumentException if there is no limit, or two have one name
     */
    public static RateLimiterOptions of(String prefix, Limit... limits) {
        return builder(prefix).limits(limits).build();
    }

    /**
     * Begins with the defaults.
     *
     * @param prefix what the keys begin with, such as {@code rl:login}: letters, digits and {@code : _ . -}
     * @return a builder
     */
    public static Builder builder(String prefix) {
        return new Builder(prefix);
    }

    /** Puts {@link RateLimiterOptions} together. Not safe to share between threads. */
    public static final class Builder {
        private final String prefix;
        private List<Limit> limits = List.of();
        private KeyLayout layout = KeyLayout.DOCUMENTED;
        private boolean bestEffort;
        private Duration deadline = Duration.ofMillis(50);
        private FailurePolicy onFailure = FailurePolicy.OPEN;
        private double localShare = 1;
        private Duration probeEvery = Duration.ofSeconds(1);
        private boolean shadow;
        private int refusalCache = 10_000;
        private Duration lease = Duration.ZERO;
        private RateLimiterListener listener = RateLimiterListener.NO_OP;

        private Builder(String prefix) {
            this.prefix = prefix;
        }

        /**
         * What is to be held, all of it at once.
         *
         * @param value 1 to 16, each with a name of its own
         * @return this builder
         */
        public Builder limits(Limit... value) {
            limits = List.of(value);
            return this;
        }

        /**
         * How keys are spelled.
         *
         * @param value {@link KeyLayout#DOCUMENTED} by default; several limits on a Cluster need {@link KeyLayout#HARDENED}
         * @return this builder
         */
        public Builder layout(KeyLayout value) {
            layout = value;
            return this;
        }

        /**
         * Where the limits' keys cannot share a slot of a Cluster: asks one after the other, and gives back what the first
         * ones granted when a later one refuses. In between, and if the giving back fails, others may be refused who could have
         * been served; nobody gets more than a limit has.
         *
         * @return this builder
         */
        public Builder bestEffort() {
            bestEffort = true;
            return this;
        }

        /**
         * How long to wait for Redis.
         *
         * @param value at least 1 ms; 50 ms by default
         * @return this builder
         */
        public Builder deadline(Duration value) {
            deadline = value;
            return this;
        }

        /**
         * What to answer while Redis is away, or if it refuses.
         *
         * @param value {@link FailurePolicy#OPEN} by default
         * @return this builder
         */
        public Builder onFailure(FailurePolicy value) {
            onFailure = value;
            return this;
        }

        /**
         * Which part of each limit this process holds by itself with {@link FailurePolicy#LOCAL}: one by the number of
         * processes, for instance.
         *
         * @param value over 0 and at most 1, the default; a limit is at least one permit
         * @return this builder
         */
        public Builder localShare(double value) {
            localShare = value;
            return this;
        }

        /**
         * How long after a failure the next request looks whether Redis is back. After the first time-out, which may be a
         * moment's, the next request looks at once.
         *
         * @param value one second by default; at least 0
         * @return this builder
         */
        public Builder probeEvery(Duration value) {
            probeEvery = value;
            return this;
        }

        /**
         * Only counts what it would refuse, and allows everything, {@code peek} also: to try limits on live traffic.
         * Standings tell the truth; nobody waits; and nothing is thrown if Redis fails, whatever the policy. {@link Decision#granted} is what was asked,
         * also where nothing was taken.
         *
         * @return this builder
         */
        public Builder shadow() {
            shadow = true;
            return this;
        }

        /**
         * How many refused subjects to remember in this process, so that they are refused again without a round trip until
         * they could be served, or for a second: so late may a refund or reset by another process be seen. A request for more
         * than was refused may be told too short a wait by a window's limit.
         *
         * @param value 10,000 by default; 0 for none
         * @return this builder
         */
        public Builder refusalCache(int value) {
            refusalCache = value;
            return this;
        }

        /**
         * Takes permits of a busy subject for so long in advance, and hands them out in this process without a round trip. A
         * process holds at most <em>k</em> permits of a subject, which is what the limits give in this time, so that in any time the
         * fleet admits at most what the limits allow in it and <em>k</em> for each process. What is not used is given back at the
         * subject's next request, or comes back with time. Of no effect where a limit gives less than two permits in this time, or
         * where limits have different scopes.
         *
         * @param value up to 1 s; zero, the default, for none; 20 ms is much
         * @return this builder
         */
        public Builder lease(Duration value) {
            lease = value;
            return this;
        }

        /**
         * Who is told of refusals, degraded answers and Redis' return.
         *
         * @param value {@link RateLimiterListener#NO_OP} by default
         * @return this builder
         */
        public Builder listener(RateLimiterListener value) {
            listener = value;
            return this;
        }

        /**
         * Builds them.
         *
         * @return the options
         * @throws IllegalArgumentException if one is out of its range; the message names it and the range
         */
        public RateLimiterOptions build() {
            return new RateLimiterOptions(
                    prefix,
                    limits,
                    layout,
                    bestEffort,
                    deadline,
                    onFailure,
                    localShare,
                    probeEvery,
                    shadow,
                    refusalCache,
                    lease,
                    listener);
        }
    }
}
