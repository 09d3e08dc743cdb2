package dev.redkeep.pubsub.topic;

import java.time.Instant;

/** Where in a topic a group begins. Immutable. */
public final class Start {
    private static final Start EARLIEST = after(EntryId.START);
    private static final Start LATEST = new Start("$");

    private final String place;

    private Start(String place) {
        this.place = place;
    }

    /**
     * With the oldest message that is there.
     *
     * @return the start
     */
    public static Start earliest() {
        return EARLIEST;
    }

    /**
     * With what is published from now on.
     *
     * @return the start
     */
    public static Start latest() {
        return LATEST;
    }

    /**
     * With the message behind a place.
     *
     * @param place the place
     * @return the start
     */
    public static Start after(EntryId place) {
        return new Start(place.toString());
    }

    /**
     * With the first message that was published at a moment or later, by the server's clock.
     *
     * @param moment in 1970 or later
     * @return the start
     * @throws IllegalArgumentException if the moment is earlier
     */
    public static Start from(Instant moment) {
        return after(EntryId.before(moment));
    }

    /** As Redis takes it. */
    String place() {
        return place;
    }

    @Override
    public String toString() {
        return place;
    }
}
