package dev.redkeep.pubsub.topic;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * What a topic keeps. Immutable. All who publish should have the same.
 *
 * @param maxLength how many messages it keeps at least, 1..1,000,000,000; Redis trims some hundred at once, so there can be more
 * @param maxAge how long it keeps a message at least, 1 s..3,650 days; empty for as long as {@code maxLength} allows. What is older
 *     goes when the next one is published
 * @param deduplicateFor for how long an id counts as published, 1 s..30 days. Each id takes about 150 bytes of Redis' memory so long
 * @param deadLetters how many dead letters it keeps at least, 1..1,000,000
 */
public record TopicOptions(int maxLength, Optional<Duration> maxAge, Duration deduplicateFor, int deadLetters) {
    private static final int MOST = 1_000_000_000;
    private static final int MOST_DEAD = 1_000_000;
    private static final Duration SECOND = Duration.ofSeconds(1);

    /**
     * Checks the bounds.
     *
     * @param maxLength 1..1,000,000,000
     * @param maxAge 1 s..3,650 days, or empty
     * @param deduplicateFor 1 s..30 days
     * @param deadLetters 1..1,000,000
     * @throws IllegalArgumentException if one is out of bounds
     */
    public TopicOptions {
        within("maxLength", maxLength, MOST);
        within("deadLetters", deadLetters, MOST_DEAD);
        maxAge.ifPresent(age -> within("maxAge", age, Duration.ofDays(3_650)));
        within("deduplicateFor", deduplicateFor, Duration.ofDays(30));
    }

    private static void within(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " must be 1.." + most + ", not " + value);
        }
    }

    private static void within(String name, Duration value, Duration most) {
        if (requireNonNull(value, name).compareTo(SECOND) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " must be 1 s.." + most.toDays() + " days, not " + value);
        }
    }

    /**
     * 100,000 messages of any age, ids for 10 minutes, 10,000 dead letters.
     *
     * @return the options
     */
    public static TopicOptions defaults() {
        return new TopicOptions(100_000, Optional.empty(), Duration.ofMinutes(10), 10_000);
    }

    /**
     * A copy with another length.
     *
     * @param value 1..1,000,000,000
     * @return the copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public TopicOptions withMaxLength(int value) {
        return new TopicOptions(value, maxAge, deduplicateFor, deadLetters);
    }

    /**
     * A copy with a bound on age.
     *
     * @param value 1 s..3,650 days
     * @return the copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public TopicOptions withMaxAge(Duration value) {
        return new TopicOptions(maxLength, Optional.of(value), deduplicateFor, deadLetters);
    }

    /**
     * A copy with another time for which ids count.
     *
     * @param value 1 s..30 days
     * @return the copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public TopicOptions withDeduplicateFor(Duration value) {
        return new TopicOptions(maxLength, maxAge, value, deadLetters);
    }

    /**
     * A copy with another number of dead letters.
     *
     * @param value 1..1,000,000
     * @return the copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public TopicOptions withDeadLetters(int value) {
        return new TopicOptions(maxLength, maxAge, deduplicateFor, value);
    }
}
