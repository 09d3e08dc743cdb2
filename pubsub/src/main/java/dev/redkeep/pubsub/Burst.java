package dev.redkeep.pubsub;

import dev.redkeep.core.client.Channels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a thread that reads was told at a stretch: handed on together, so that inboxes are locked and handlers woken once for all of
 * it. Used by that thread alone.
 */
final class Burst {
    /** Fewer than are read while a thread wakes up, so that no handler has to catch up with more for it. */
    private static final int MOST = 64;

    private final HandlerThreads threads;
    private final Function<Channels, List<Delivery<?>>> deliveries;
    /** Of one subscription, in order. */
    private final List<Item> messages = new ArrayList<>();

    private @Nullable Channels channels;
    private Instant came = Instant.MIN;
    /** Those that got messages and were not woken since. */
    private final List<Delivery<?>> waking = new ArrayList<>();

    /** Nothing yet; it is told who gets messages. */
    Burst(HandlerThreads threads, Function<Channels, List<Delivery<?>>> deliveries) {
        this.threads = threads;
        this.deliveries = deliveries;
    }

    void add(Channels to, byte[] channel, byte[] payload) {
        if (!to.equals(channels)) {
            handOn();
            channels = to;
        }
        if (messages.isEmpty()) {
            came = Instant.now();
        }
        messages.add(new Item(channel, payload, came));
        if (messages.size() >= MOST) {
            handOn();
            wake();
        }
    }

    /** Puts all into the inboxes. */
    void handOn() {
        if (channels == null || messages.isEmpty()) {
            return;
        }
        try {
            for (Delivery<?> delivery : deliveries.apply(channels)) {
                waking.add(delivery);
                delivery.came(messages, this::wake);
            }
        } finally {
            messages.clear(); // whatever happens, none is told twice
        }
    }

    /** Lets what was handed on be handled. */
    void wake() {
        if (!waking.isEmpty()) {
            Delivery.queue(threads, waking);
            waking.clear();
        }
    }
}
