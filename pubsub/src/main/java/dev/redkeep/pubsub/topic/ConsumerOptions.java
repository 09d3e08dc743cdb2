package dev.redkeep.pubsub.topic;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * How a consumer works. Immutable; see {@link ConsumerOptionsBuilder} for each.
 *
 * @param name see {@link ConsumerOptionsBuilder#name}
 * @param start see {@link ConsumerOptionsBuilder#start}
 * @param workers see {@link ConsumerOptionsBuilder#workers}
 * @param prefetch see {@link ConsumerOptionsBuilder#prefetch}
 * @param takeOverAfter see {@link ConsumerOptionsBuilder#takeOverAfter}
 * @param attempts see {@link ConsumerOptionsBuilder#attempts}
 * @param firstDelay see {@link ConsumerOptionsBuilder#delays}
 * @param longestDelay see {@link ConsumerOptionsBuilder#delays}
 * @param poll see {@link ConsumerOptionsBuilder#poll}
 * @param closeWithin see {@link ConsumerOptionsBuilder#closeWithin}
 */
public record ConsumerOptions(
        Optional<String> name,
        Start start,
        int workers,
        int prefetch,
        Duration takeOverAfter,
        int attempts,
        Duration firstDelay,
        Duration longestDelay,
        Duration poll,
        Duration closeWithin) {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final ConsumerOptions DEFAULTS = builder().build();

    /**
     * Checks the bounds.
     *
     * @param name 1 to 64 letters, digits and {@code _ . -}, or empty
     * @param start not null
     * @param workers 1..256
     * @param prefetch 0..4,096
     * @param takeOverAfter 1 s..1 day
     * @param attempts 1..1,000
     * @param firstDelay 1 ms..1 day
     * @param longestDelay {@code firstDelay}..30 days
     * @param poll 10 ms..1 h
     * @param closeWithin 0..1 h
     * @throws IllegalArgumentException if one is out of bounds
     */
    public ConsumerOptions {
        name.ifPresent(text -> TopicKeys.checked("name", text));
        requireNonNull(start, "start");
        within("workers", workers, 1, 256);
        within("prefetch", prefetch, 0, 4_096);
        within("takeOverAfter", takeOverAfter, Duration.ofSeconds(1), DAY);
        within("attempts", attempts, 1, 1_000);
        within("firstDelay", firstDelay, Duration.ofMillis(1), DAY);
        within("longestDelay", longestDelay, firstDelay, Duration.ofDays(30));
        within("poll", poll, Duration.ofMillis(10), HOUR);
        within("closeWithin", closeWithin, Duration.ZERO, HOUR);
    }

    private static void within(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " must be " + least + ".." + most + ", not " + value);
        }
    }

    private static void within(String what, Duration value, Duration least, Duration most) {
        if (requireNonNull(value, what).compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(what + " must be " + least + ".." + most + ", not " + value);
        }
    }

    /**
     * What {@link #builder} begins with.
     *
     * @return the options
     */
    public static ConsumerOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Begins with a name of its own, the oldest message, 4 workers and 64 messages ahead, 30 s before others take over, 5 attempts 1 s
     * to 5 min apart, a poll each second, and 10 s to close.
     *
     * @return a builder
     */
    public static ConsumerOptionsBuilder builder() {
        return new ConsumerOptionsBuilder();
    }

    /** How many messages it holds at most. */
    int capacity() {
        return workers + prefetch;
    }
}
