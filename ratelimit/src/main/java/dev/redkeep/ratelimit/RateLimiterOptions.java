package dev.redkeep.ratelimit;

import dev.redkeep.core.key.KeyLayout;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The limits of a limiter and how it holds them. Immutable; see {@link RateLimiterOptionsBuilder} for each.
 *
 * <pre>{@code
 * RateLimiterOptions.builder("rl:api")
 *         .limits(Limit.perSecond(10), Limit.perMinute(100).scope("tenant"))
 *         .onFailure(FailurePolicy.LOCAL)
 *         .build()
 * }</pre>
 *
 * @param prefix see {@link RateLimiterOptions#builder}
 * @param limits see {@link RateLimiterOptionsBuilder#limits}
 * @param layout see {@link RateLimiterOptionsBuilder#layout}
 * @param bestEffort see {@link RateLimiterOptionsBuilder#bestEffort}
 * @param deadline see {@link RateLimiterOptionsBuilder#deadline}
 * @param onFailure see {@link RateLimiterOptionsBuilder#onFailure}
 * @param localShare see {@link RateLimiterOptionsBuilder#localShare}
 * @param probeEvery see {@link RateLimiterOptionsBuilder#probeEvery}
 * @param shadow see {@link RateLimiterOptionsBuilder#shadow}
 * @param refusalCache see {@link RateLimiterOptionsBuilder#refusalCache}
 * @param lease see {@link RateLimiterOptionsBuilder#lease}
 * @param listener see {@link RateLimiterOptionsBuilder#listener}
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
    private static final int MOST_REFUSALS = 1_000_000;

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
        Bounds.deadline(deadline);
        if (!(localShare > 0 && localShare <= 1)) {
            throw new IllegalArgumentException("localShare must be over 0 and at most 1, not " + localShare);
        }
        Bounds.probeEvery(probeEvery);
        if (refusalCache < 0 || refusalCache > MOST_REFUSALS) {
            throw new IllegalArgumentException(
                    "refusalCache must be from 0 to " + MOST_REFUSALS + ", not " + refusalCache);
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
    public static RateLimiterOptionsBuilder builder(String prefix) {
        return new RateLimiterOptionsBuilder(prefix);
    }
}
