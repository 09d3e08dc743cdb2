package dev.redkeep.pubsub.topic;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a topic: when a message was published, by the server's clock, and its running number, by which gaps are found. Places
 * are in the order of publishing. What another program added by {@code XADD} with {@code *} has a small number instead.
 *
 * @param millis when, in Unix milliseconds, 0 or more
 * @param sequence the running number, 0 or more
 */
public record EntryId(long millis, long sequence) implements Comparable<EntryId> {
    /** In front of all that a topic ever held. */
    public static final EntryId START = new EntryId(0, 0);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(\\d{1,20})");

    /**
     * Checks both.
     *
     * @param millis 0 or more
     * @param sequence 0 or more
     * @throws IllegalArgumentException if one is negative
     */
    public EntryId {
        if (millis < 0 || sequence < 0) {
            throw new IllegalArgumentException("millis and sequence must be 0 or more");
        }
    }

    /**
     * The place right in front of all messages that were published at a moment or later.
     *
     * @param moment the moment, by the server's clock; in 1970 or later
     * @return the place
     * @throws IllegalArgumentException if the moment is earlier
     */
    public static EntryId before(Instant moment) {
        long millis = moment.toEpochMilli();
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
        long millis = Long.parseLong(parts.group(1));
        try {
            return Optional.of(new EntryId(millis, Long.parseLong(parts.group(2))));
        } catch (NumberFormatException tooLarge) {
            return Optional.of(new EntryId(millis, Long.MAX_VALUE));
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
        int byTime = Long.compare(millis, other.millis);
        return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }

    /** As Redis writes it. */
    @Override
    public String toString() {
        return millis + "-" + sequence;
    }
}
