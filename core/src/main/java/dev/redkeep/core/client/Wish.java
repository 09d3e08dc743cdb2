package dev.redkeep.core.client;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;

/** A name that is to be heard, and since when it is not. Guarded by its hub; messages take no lock. */
final class Wish {
    private final Channels.Name name;
    /** What it is subscribed to as: of one name there may be several patterns. */
    private final Set<Channels> all = new CopyOnWriteArraySet<>();
    /** How many wait until it is heard. */
    private final Map<Channels, Integer> waiting = new HashMap<>();
    /** Those that somebody was told are heard. */
    private final Set<Channels> kept = new HashSet<>();

    /** From where it is heard. */
    volatile @Nullable MessageHome home;

    private CompletableFuture<@Nullable Void> heard = new CompletableFuture<>();
    private volatile boolean hearing;
    private boolean began;
    private boolean refused;
    private Instant heardFrom = Instant.MIN;
    private @Nullable Instant lostFrom;

    Wish(Channels.Name name) {
        this.name = name;
    }

    Channels.Name name() {
        return name;
    }

    Set<Channels> all() {
        return all;
    }

    /** Somebody waits until it is heard. */
    void awaited(Channels channels) {
        all.add(channels);
        waiting.merge(channels, 1, Integer::sum);
    }

    /** And waits no more. What nobody was told is heard goes with the last one. True if nothing is left. */
    boolean given(Channels channels, boolean heardNow) {
        if (heardNow && all.contains(channels)) {
            kept.add(channels);
        }
        if (waiting.merge(channels, -1, Integer::sum) == 0) {
            waiting.remove(channels);
            if (!kept.contains(channels)) {
                all.remove(channels);
            }
        }
        return all.isEmpty();
    }

    /** True if nothing is left. */
    boolean without(Channels channels) {
        kept.remove(channels);
        all.remove(channels);
        return all.isEmpty();
    }

    /** Whether what comes from there is of the subscription, and not left over from one before it or elsewhere. */
    boolean heardFrom(MessageHome there) {
        return hearing && home == there;
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
