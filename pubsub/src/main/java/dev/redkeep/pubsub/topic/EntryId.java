package dev.redkeep.pubsub.topic;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a topic: when a message was published, by the server's clock, and its running number, by which gaps are found. Places
 * are in the order of publishing. What another program added by {@code XADD} with {@code *} has a small number instead. Both numbers
 * are of 64 bits without a sign, as Redis has them.
 *
 * @param millis when, in Unix milliseconds
 * @param sequence the running number
 */
public record EntryId(long millis, long sequence) implements Comparable<EntryId> {
    /** In front of all that a topic ever held. */
    public static final EntryId START = new EntryId(0, 0);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,20})-(\\d{1,20})");

    /**
     * The place right in front of all messages that were published at a moment or later.
     *
     * @param moment the moment, by the server's clock; in 1970 or later
     * @return the place
     * @throws IllegalArgumentException if the moment is earlier
     */
    public static EntryId before(Instant moment) {
        long millis = moment.toEpochMilli();
        if (millis < 0) {
            throw new IllegalArgumentException("moment must be in 1970 or later, not " + moment);
        }
        return millis == 0 ? START : new EntryId(millis - 1, Long.MAX_VALUE);
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @param text such as {@code 1700000000000-17}
     * @return the place
     * @throws IllegalArgumentException if it is none
     */
    public static EntryId parse(String text) {
        return parsed(text)
                .orElseThrow(() -> new IllegalArgumentException("a place in a topic must be <milliseconds>-<number>"));
    }

    /** Empty if it is none. */
    static Optional<EntryId> parsed(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new EntryId(Long.parseUnsignedLong(parts.group(1)), Long.parseUnsignedLong(parts.group(2))));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    /**
     * When the message was published, by the server's clock.
     *
     * @return to the millisecond
     */
    public Instant at() {
        return Instant.ofEpochMilli(millis);
    }

    @Override
    public int compareTo(EntryId other) {
        int byTime = Long.compareUnsigned(millis, other.millis);
        return byTime != 0 ? byTime : Long.compareUnsigned(sequence, other.sequence);
    }

    /** As Redis writes it. */
    @Override
    public String toString() {
        return Long.toUnsignedString(millis) + "-" + Long.toUnsignedString(sequence);
    }
}
