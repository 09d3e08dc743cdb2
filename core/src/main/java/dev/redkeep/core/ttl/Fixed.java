package dev.redkeep.core.ttl;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * An expiry set when the key is written, the same for every key or shortened at random. Made by
 * {@link TtlPolicy#fixed}.
 *
 * <p>Jitter keeps many keys written together from expiring together. It only ever shortens, so that no key outlives
 * what is documented.
 *
 * @param ttl the time to live, 1 ms to 100 years in whole milliseconds
 * @param jitter the share of {@code ttl} by which a drawn one may be shorter, from 0 (none) to less than 1
 */
public record Fixed(Duration ttl, double jitter) implements TtlPolicy {

    /**
     * Checks both.
     *
     * @param ttl the time to live
     * @param jitter the share by which a drawn one may be shorter
     * @throws IllegalArgumentException if {@code ttl} is out of bounds or not whole milliseconds, or {@code jitter} is
     *     not in [0, 1)
     */
    public Fixed {
        TtlBounds.check("ttl", ttl);
        if (!(jitter >= 0 && jitter < 1)) {
            throw new IllegalArgumentException("jitter fraction must be in [0, 1), but is " + jitter);
        }
        jitter += 0.0; // -0.0 becomes 0.0, so that equal policies are equal
    }

    /**
     * The same time to live with another jitter.
     *
     * @param fraction the share of the time to live by which a drawn one may be shorter, from 0 (none) to less than 1
     * @return the policy
     * @throws IllegalArgumentException if {@code fraction} is not in [0, 1)
     */
    public Fixed withJitter(double fraction) {
        return new Fixed(ttl, fraction);
    }

    /**
     * Draws the time to live of one key, uniformly in whole milliseconds.
     *
     * @param random where chance comes from; not used when there is no jitter
     * @return from {@code ttl * (1 - jitter)} to {@code ttl}, and at least 1 ms
     */
    public Duration draw(RandomGenerator random) {
        requireNonNull(random, "random");
        long millis = ttl.toMillis();
        long spread = Math.min((long) (millis * jitter), millis - 1);
        return spread == 0 ? ttl : Duration.ofMillis(millis - random.nextLong(spread + 1));
    }

    @Override
    public Optional<Duration> longest() {
        return Optional.of(ttl);
    }

    @Override
    public String describe() {
        String words = Wording.of(ttl);
        return jitter == 0 ? words : words + ", up to " + Wording.percent(jitter) + " shorter";
    }
}
