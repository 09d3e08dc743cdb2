package dev.redkeep.core.client;

import dev.redkeep.core.observe.ListenerGuard;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a feed tells its listener. In sync is what all servers have answered for, so the earliest of their moments; one that
 * has joined and not answered yet, or is lost, holds that up.
 *
 * <p>The listener is told while no lock is held here. What comes while it is being told is told after it by the same thread, in the
 * order in which it came. At most two things wait: that all changed, which counts once and makes moments of before needless, and the
 * newest moment since.
 */
final class FeedSync {
    private final KeyFeedListener listener;
    private final ListenerGuard guard;
    private final Set<Object> members = new HashSet<>();
    private final Map<Object, Long> moments = new HashMap<>();
    private boolean synced;
    private long lastSynced;
    private boolean changeWaits;
    private boolean momentWaits;
    private boolean telling;

    FeedSync(KeyFeedListener listener) {
        this.listener = listener;
        this.guard = new ListenerGuard(KeyFeed.class, listener);
    }

    /** A listener that fails may not have taken the change: so it is told that all has changed. */
    void changed(byte[] key) {
        try {
            listener.changed(key);
        } catch (RuntimeException fault) {
            guard.faulted(fault);
            allChanged();
        }
    }

    void allChanged() {
        noteAllChanged();
        tell();
    }

    /** Of what this one has to tell nothing is heard, until it answers again. */
    void unheard(Object member) {
        synchronized (this) {
            moments.remove(member);
            noteAllChanged();
        }
        tell();
    }

    /** From now on nothing is in sync without this one. */
    synchronized void join(Object member) {
        members.add(member);
    }

    /** What it may have had to tell is lost, which is told by the next {@link #tell}. */
    synchronized void leave(Object member) {
        members.remove(member);
        moments.remove(member);
        noteAllChanged();
    }

    /** All that this one's server did before the moment has been told. */
    void synced(Object member, long moment) {
        noteSynced(member, moment);
        tell();
    }

    private synchronized void noteAllChanged() {
        changeWaits = true;
        momentWaits = false;
    }

    private synchronized void noteSynced(Object member, long moment) {
        if (!members.contains(member)) {
            return;
        }
        moments.put(member, moment);
        if (moments.size() < members.size()) {
            return;
        }
        long earliest = moment;
        for (long other : moments.values()) {
            earliest = other - earliest < 0 ? other : earliest;
        }
        if (!synced || earliest - lastSynced > 0) {
            synced = true;
            lastSynced = earliest;
            momentWaits = true;
        }
    }

    /** Tells what waits, unless another thread does. Call it without a lock: the listener may be anybody's. */
    void tell() {
        for (Runnable next = next(); next != null; next = next()) {
            try {
                guard.tell(next);
            } finally {
                told();
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        if (telling || !(changeWaits || momentWaits)) {
            return null;
        }
        telling = true;
        if (changeWaits) {
            changeWaits = false;
            return listener::allChanged;
        }
        momentWaits = false;
        long moment = lastSynced;
        return () -> listener.inSync(moment);
    }

    private synchronized void told() {
        telling = false;
    }
}
