package dev.redkeep.ratelimit;

import dev.redkeep.core.key.KeyLayout;
import java.time.Duration;
import java.util.List;

/** Puts {@link RateLimiterOptions} together. Not safe to share between threads. */
public final class RateLimiterOptionsBuilder {
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

    RateLimiterOptionsBuilder(String prefix) {
        this.prefix = prefix;
    }

    /**
     * What is to be held, all of it at once.
     *
     * @param value 1 to 16, each with a name of its own
     * @return this builder
     */
    public RateLimiterOptionsBuilder limits(Limit... value) {
        limits = List.of(value);
        return this;
    }

    /**
     * How keys are spelled.
     *
     * @param value {@link KeyLayout#DOCUMENTED} by default; several limits on a Cluster need {@link KeyLayout#HARDENED}
     * @return this builder
     */
    public RateLimiterOptionsBuilder layout(KeyLayout value) {
        layout = value;
        return this;
    }

    /**
     * Where the limits' keys cannot share a slot of a Cluster: asks one after the other, and gives back what the first
     * ones granted when a later one refuses. In between, and if the giving back fails, others may be refused who could have
     * been served; nobody gets more than a limit has. The deadline is for all of them together. What is given back is not waited
     * for beyond it, and what is lost so is counted ({@link RateLimiterStats#lostRefunds}).
     *
     * @return this builder
     */
    public RateLimiterOptionsBuilder bestEffort() {
        bestEffort = true;
        return this;
    }

    /**
     * How long to wait for Redis.
     *
     * @param value from 1 ms to 2147483647 ms, about 24 days; 50 ms by default
     * @return this builder
     */
    public RateLimiterOptionsBuilder deadline(Duration value) {
        deadline = value;
        return this;
    }

    /**
     * What to answer while Redis is away, or if it refuses.
     *
     * @param value {@link FailurePolicy#OPEN} by default
     * @return this builder
     */
    public RateLimiterOptionsBuilder onFailure(FailurePolicy value) {
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
    public RateLimiterOptionsBuilder localShare(double value) {
        localShare = value;
        return this;
    }

    /**
     * How often it looks whether Redis is back while it is away. No request waits for that; the first look is at once. Redis
     * is away if nothing can be sent to it, or if a look is not answered for the deadline, and a second at least: a request
     * that runs into its deadline gets the policy's answer, and no other does.
     *
     * @param value from 0 to 1 day; one second by default
     * @return this builder
     */
    public RateLimiterOptionsBuilder probeEvery(Duration value) {
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
    public RateLimiterOptionsBuilder shadow() {
        shadow = true;
        return this;
    }

    /**
     * How many refused subjects to remember in this process, so that they are refused again without a round trip until
     * they could be served, or for a second: so late may a refund or reset by another process be seen. A request for more
     * than was refused may be told too short a wait by a window's limit.
     *
     * @param value 10,000 by default; 0 for none, up to 1,000,000. Memory is taken as subjects are refused
     * @return this builder
     */
    public RateLimiterOptionsBuilder refusalCache(int value) {
        refusalCache = value;
        return this;
    }

    /**
     * Takes permits of a busy subject for so long in advance, as many as it asked for in the last such time, and hands them
     * out in this process without a round trip. A process holds at most <em>k</em> permits of a subject, which is what the
     * limits give in this time, so that in any time the fleet admits at most what the limits allow in it and <em>k</em> for each
     * process. What is not used serves the subject's next request or is given back with it, or comes back with time. Of no
     * effect where a limit gives less than two permits in this time, or where limits have different scopes.
     *
     * @param value up to 1 s; zero, the default, for none; 20 ms is much
     * @return this builder
     */
    public RateLimiterOptionsBuilder lease(Duration value) {
        lease = value;
        return this;
    }

    /**
     * Who is told of refusals, degraded answers and Redis' return.
     *
     * @param value {@link RateLimiterListener#NO_OP} by default
     * @return this builder
     */
    public RateLimiterOptionsBuilder listener(RateLimiterListener value) {
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
