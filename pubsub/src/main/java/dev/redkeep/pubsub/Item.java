package dev.redkeep.pubsub;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What waits for a handler: a message, which may wait for others too, or a gap. */
final class Item {
    private static final byte[] NOTHING = {};

    final byte[] channel;
    final byte[] payload;
    final Instant came;
    final @Nullable MessageGap gap;

    Item(byte[] channel, byte[] payload, Instant came) {
        this(channel, payload, came, null);
    }

    Item(MessageGap gap) {
        this(NOTHING, NOTHING, gap.from(), gap);
    }

    private Item(byte[] channel, byte[] payload, Instant came, @Nullable MessageGap gap) {
        this.channel = channel;
        this.payload = payload;
        this.came = came;
        this.gap = gap;
    }
}
