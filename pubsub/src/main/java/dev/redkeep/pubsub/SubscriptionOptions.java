package dev.redkeep.pubsub;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What may wait for a handler, and what becomes of the rest. Immutable.
 *
 * @param messages how many messages may wait, 1..1,000,000
 * @param bytes how many bytes they may have together, 1 KiB..1 GiB; a single one may have more
 * @param overflow what becomes of a message for which there is no room
 * @param patience how long {@link Overflow#BLOCK} waits for room, 1 ms..1 min; of no effect on the others
 */
public record SubscriptionOptions(int messages, long bytes, Overflow overflow, Duration patience) {
    private static final int MOST_MESSAGES = 1_000_000;
    private static final long LEAST_BYTES = 1_024;
    private static final long MOST_BYTES = 1L << 30;
    private static final Duration LEAST_PATIENCE = Duration.ofMillis(1);
    private static final Duration MOST_PATIENCE = Duration.ofMinutes(1);

    /**
     * Checks the bounds.
     *
     * @param messages 1..1,000,000
     * @param bytes 1 KiB..1 GiB
     * @param overflow not null
     * @param patience 1 ms..1 min
     * @throws IllegalArgumentException if one is out of bounds
     */
    public SubscriptionOptions {
        requireNonNull(overflow, "overflow");
        requireNonNull(patience, "patience");
        if (messages < 1 || messages > MOST_MESSAGES) {
            throw new IllegalArgumentException("messages must be 1.." + MOST_MESSAGES + ", not " + messages);
        }
        if (bytes < LEAST_BYTES || bytes > MOST_BYTES) {
            throw new IllegalArgumentException("bytes must be " + LEAST_BYTES + ".." + MOST_BYTES + ", not " + bytes);
        }
        if (patience.compareTo(LEAST_PATIENCE) < 0 || patience.compareTo(MOST_PATIENCE) > 0) {
            throw new IllegalArgumentException("patience must be 1 ms..1 min, not " + patience);
        }
    }

    /**
     * 1,024 messages and 16 MiB; the oldest go if there are more.
     *
     * @return the options
     */
    public static SubscriptionOptions defaults() {
        return new SubscriptionOptions(1_024, 16L << 20, Overflow.DROP_OLDEST, Duration.ofSeconds(5));
    }

    /**
     * A copy with another number of messages.
     *
     * @param value 1..1,000,000
     * @return the copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public SubscriptionOptions withMessages(int value) {
        return new SubscriptionOptions(value, bytes, overflow, patience);
    }

    /**
     * A copy with another number of bytes.
     *
     * @param value 1 KiB..1 GiB
     * @return the copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public SubscriptionOptions withBytes(long value) {
        return new SubscriptionOptions(messages, value, overflow, patience);
    }

    /**
     * A copy with another way to deal with what has no room.
     *
     * @param value which
     * @return the copy
     */
    public SubscriptionOptions withOverflow(Overflow value) {
        return new SubscriptionOptions(messages, bytes, value, patience);
    }

    /**
     * A copy with another patience.
     *
     * @param value 1 ms..1 min
     * @return the copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public SubscriptionOptions withPatience(Duration value) {
        return new SubscriptionOptions(messages, bytes, overflow, value);
    }
}
