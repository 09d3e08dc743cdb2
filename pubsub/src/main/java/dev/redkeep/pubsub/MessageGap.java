package dev.redkeep.pubsub;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import java.time.Instant;
import java.util.Optional;

/**
 * A time of which messages may be missing. Whoever keeps a picture from messages reads it anew now.
 *
 * @param pattern the pattern of the channels
 * @param channel the channel; empty if all of the pattern are subscribed to
 * @param from from when on, by this process's clock: the earliest moment at which a missing message can have been published, or, of
 *     an overflow, when the first of those that went had come
 * @param to until when, likewise; not before {@code from}
 * @param reason why
 */
public record MessageGap(KeyPattern pattern, Optional<Key> channel, Instant from, Instant to, Reason reason) {
    /** Why messages are missing. */
    public enum Reason {
        /** A connection broke, a server was silent, or another one is heard now. */
        INTERRUPTED,
        /** The handler was too slow, and the subscription's {@link Overflow} let messages go. */
        OVERFLOWED
    }

    /** One that covers this gap and a later one of the same reason. */
    MessageGap through(MessageGap later) {
        Instant first = later.from.isBefore(from) ? later.from : from;
        return new MessageGap(pattern, channel, first, later.to.isAfter(to) ? later.to : to, reason);
    }

    /** The pattern of the channels, and when. */
    @Override
    public String toString() {
        return "MessageGap[pattern=" + pattern + ", from=" + from + ", to=" + to + ", reason=" + reason + "]";
    }
}
