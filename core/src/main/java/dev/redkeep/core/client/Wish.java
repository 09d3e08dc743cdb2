package dev.redkeep.core.client;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Something that is to be heard, and since when it is not. Guarded by its hub. */
final class Wish {
    final Channels channels;
    /** From where it is heard. */
    @Nullable
    MessageHome home;

    /** How many wait until it is heard. */
    int waiting;

    private CompletableFuture<@Nullable Void> heard = new CompletableFuture<>();
    private boolean hearing;
    private boolean began;
    private boolean refused;
    private Instant heardFrom = Instant.MIN;
    private @Nullable Instant lostFrom;

    Wish(Channels channels) {
        this.channels = channels;
    }

    /** Over as soon as it is heard, or will never be. */
    CompletableFuture<@Nullable Void> heard() {
        return heard;
    }

    /** Whether it was ever heard. */
    boolean began() {
        return began;
    }

    /** The server refuses it. True if that is news. */
    boolean refused() {
        boolean news = !refused;
        refused = true;
        return news;
    }

    /** It is heard no more; what was published before a moment was heard, if that is later than when it began. */
    void lost(Instant synced) {
        if (hearing) {
            hearing = false;
            lostFrom = synced.isAfter(heardFrom) ? synced : heardFrom;
        }
        if (heard.isDone()) {
            heard = new CompletableFuture<>();
        }
    }

    /** It is heard from now on, which {@link #heard} is still to be told. Since when it was not; null if it never was before. */
    @Nullable
    Instant confirmed(Instant now) {
        Instant from = lostFrom;
        hearing = true;
        began = true;
        refused = false;
        heardFrom = now;
        lostFrom = null;
        return from;
    }
}
