package dev.redkeep.pubsub.topic;

import java.time.Duration;
import java.util.Optional;

/** Makes {@link ConsumerOptions}, which check the bounds. Not safe to share between threads. */
public final class ConsumerOptionsBuilder {
    private Optional<String> name = Optional.empty();
    private Start start = Start.earliest();
    private int workers = 4;
    private int prefetch = 64;
    private Duration takeOverAfter = Duration.ofSeconds(30);
    private int attempts = 5;
    private Duration firstDelay = Duration.ofSeconds(1);
    private Duration longestDelay = Duration.ofMinutes(5);
    private Duration poll = Duration.ofSeconds(1);
    private Duration closeWithin = Duration.ofSeconds(10);

    ConsumerOptionsBuilder() {}

    /**
     * A name that is the same when the process begins anew, and that no other process of the group has: it then goes on at once with
     * what it held when it ended. Without one, others take that over after {@link #takeOverAfter}. Two processes of one name at once
     * handle messages twice: in a deployment that starts the new one before the old one ends, leave it out.
     *
     * @param value 1 to 64 letters, digits and {@code _ . -}
     * @return this
     */
    public ConsumerOptionsBuilder name(String value) {
        name = Optional.of(value);
        return this;
    }

    /**
     * Where the group begins if it is not there yet. One that is there goes on where it is.
     *
     * @param value the start
     * @return this
     */
    public ConsumerOptionsBuilder start(Start value) {
        start = value;
        return this;
    }

    /**
     * How many messages are handled at once, each on a thread of its own. With one worker in the whole group they are handled in
     * their order, but for those that are tried again; and, if its consumer ended without closing, for those that another one takes over.
     *
     * @param value 1..256
     * @return this
     */
    public ConsumerOptionsBuilder workers(int value) {
        workers = value;
        return this;
    }

    /**
     * How many messages beyond those at work are taken ahead, so that no worker waits for Redis. 0 takes a message only when a worker is
     * free, which is best where handling takes long.
     *
     * @param value 0..4,096
     * @return this
     */
    public ConsumerOptionsBuilder prefetch(int value) {
        prefetch = value;
        return this;
    }

    /**
     * After how long without a sign of life another consumer takes over what this one holds, or this one what others hold. A consumer
     * renews its hold at a third of that, however long a handler takes. All consumers of a group should have the same.
     *
     * @param value 1 s..1 day
     * @return this
     */
    public ConsumerOptionsBuilder takeOverAfter(Duration value) {
        takeOverAfter = value;
        return this;
    }

    /**
     * How often a message is tried before it is put among the dead letters. That its consumer ended while it held the message counts, also
     * if it was only taken ahead: for very few attempts take {@link #prefetch} 0.
     *
     * @param value 1..1,000
     * @return this
     */
    public ConsumerOptionsBuilder attempts(int value) {
        attempts = value;
        return this;
    }

    /**
     * How long a message waits for its second try, and at most for any; in between the wait doubles. A fifth less or more, at random.
     *
     * @param first 1 ms..1 day
     * @param longest {@code first}..30 days
     * @return this
     */
    public ConsumerOptionsBuilder delays(Duration first, Duration longest) {
        firstDelay = first;
        longestDelay = longest;
        return this;
    }

    /**
     * How often to look for messages of which no news came.
     *
     * @param value 10 ms..1 h
     * @return this
     */
    public ConsumerOptionsBuilder poll(Duration value) {
        poll = value;
        return this;
    }

    /**
     * How long closing waits for handlers that are at work.
     *
     * @param value 0..1 h
     * @return this
     */
    public ConsumerOptionsBuilder closeWithin(Duration value) {
        closeWithin = value;
        return this;
    }

    /**
     * The options.
     *
     * @return the options
     * @throws IllegalArgumentException if one is out of bounds
     */
    public ConsumerOptions build() {
        return new ConsumerOptions(
                name, start, workers, prefetch, takeOverAfter, attempts, firstDelay, longestDelay, poll, closeWithin);
    }
}
