package dev.redkeep.core.ttl;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a key may live, declared once with the key's pattern. The audit, the documentation and every writer read
 * the same policy, so a key without an expiry is a decision with a reason and never an omission.
 *
 * <p>The five kinds are records; a {@code switch} over them is complete:
 *
 * <ul>
 *   <li>{@link Persistent}: no expiry, for a stated reason;
 *   <li>{@link Fixed}: set when the key is written, optionally shortened at random;
 *   <li>{@link Sliding}: renewed by use, optionally up to a last moment;
 *   <li>{@link Between}: chosen by the writer within two bounds;
 *   <li>{@link Until}: a moment the writer works out by a rule.
 * </ul>
 *
 * <p>Every duration given to a policy is a whole number of milliseconds from {@link #SHORTEST_TTL} to
 * {@link #LONGEST_TTL}, as Redis keeps expiries in milliseconds. Every duration a policy works out is in whole
 * milliseconds, rounded down: a key may go a fraction of a millisecond early and never late.
 *
 * <p>Policies are immutable and safe for use by many threads. A null argument is a {@link NullPointerException} that
 * names the parameter.
 */
public sealed interface TtlPolicy permits Persistent, Fixed, Sliding, Between, Until {

    /** The shortest duration a policy accepts: 1 millisecond. */
    Duration SHORTEST_TTL = Duration.ofMillis(1);

    /** The longest duration a policy accepts: 36,525 days, which is 100 years. */
    Duration LONGEST_TTL = Duration.ofDays(36_525);

    /**
     * A key that never expires.
     *
     * @param reason why, in one line of words for the documentation; not blank
     * @return the policy
     * @throws IllegalArgumentException if {@code reason} is blank or holds control characters such as a line break
     */
    static Persistent persistent(String reason) {
        return new Persistent(reason);
    }

    /**
     * A key that expires a fixed time after it is written. {@link Fixed#withJitter} spreads the expiry of many keys.
     *
     * @param ttl the time to live, 1 ms to 100 years in whole milliseconds
     * @return the policy, without jitter
     * @throws IllegalArgumentException if {@code ttl} is out of bounds or not whole milliseconds
     */
    static Fixed fixed(Duration ttl) {
        return new Fixed(ttl, 0);
    }

    /**
     * A key that expires when it has not been used for a while, however old it is.
     *
     * @param idle the time without use after which it expires, 1 ms to 100 years in whole milliseconds
     * @return the policy
     * @throws IllegalArgumentException if {@code idle} is out of bounds or not whole milliseconds
     */
    static Sliding sliding(Duration idle) {
        return new Sliding(idle, Optional.empty());
    }

    /**
     * A key that expires when it has not been used for a while, and at a certain age in any case.
     *
     * @param idle the time without use after which it expires, 1 ms to 100 years in whole milliseconds
     * @param absolute the age at which it expires even if used, from {@code idle} to 100 years in whole milliseconds
     * @return the policy
     * @throws IllegalArgumentException if either is out of bounds or not whole milliseconds, or {@code absolute} is
     *     shorter than {@code idle}
     */
    static Sliding sliding(Duration idle, Duration absolute) {
        return new Sliding(idle, Optional.of(absolute));
    }

    /**
     * A key whose writer chooses the time to live within two bounds, for instance by process or by metric.
     *
     * @param least the least the writer may choose, 1 ms to 100 years in whole milliseconds
     * @param most the most the writer may choose, from {@code least} to 100 years in whole milliseconds
     * @return the policy
     * @throws IllegalArgumentException if either is out of bounds or not whole milliseconds, or {@code most} is shorter
     *     than {@code least}
     */
    static Between between(Duration least, Duration most) {
        return new Between(least, most);
    }

    /**
     * A key that expires at a moment its writer works out at each write.
     *
     * @param rule the moment in one line of words for the documentation, such as {@code "the bucket is full again"};
     *     not blank; a leading "until" is dropped, since {@link #describe} puts one there
     * @return the policy
     * @throws IllegalArgumentException if {@code rule} is blank or holds control characters such as a line break
     */
    static Until until(String rule) {
        return new Until(rule);
    }

    /**
     * The longest expiry a writer following this policy may set: on a live server {@code PTTL} never shows more. It
     * bounds the life of a key that is left alone; a {@link Sliding} key that is used is renewed and lives longer.
     *
     * @return the bound in whole milliseconds; empty for {@link Persistent}, which sets no expiry, and for
     *     {@link Until}, whose moment only the writer knows
     */
    Optional<Duration> longest();

    /**
     * The policy in a few words for documentation: {@code 5 min}, {@code 30 d, sliding}, {@code 1 min to 1 h},
     * {@code until the bucket is full again}, {@code none: removed by the application}. A duration is written in the
     * largest of d, h, min, s and ms that measures it exactly.
     *
     * @return one line of text, the same on every machine
     */
    String describe();
}
