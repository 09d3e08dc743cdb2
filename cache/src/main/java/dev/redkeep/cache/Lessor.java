package dev.redkeep.cache;

import dev.redkeep.cache.CacheScripts.Grant.State;
import java.util.List;

/** Gets the lease of a value: at once, or when whoever has it stored the value, gave up or died. */
final class Lessor<K, V> {
    private final Entries<K, V> entries;
    private final Guard guard;

    /** How it ended. */
    enum End {
        /** The caller has the lease. */
        OWNER,
        /** There is something else than the caller saw. */
        CHANGED,
        /** Somebody else still has the lease. */
        LATE,
        /** Redis is away. */
        AWAY
    }

    Lessor(Entries<K, V> entries, Guard guard) {
        this.entries = entries;
        this.guard = guard;
    }

    /**
     * Waits for the lease.
     *
     * @param until when to give up, on the timer
     */
    End obtain(Claim<K, V> claim, long until) throws InterruptedException {
        Pace pace = new Pace();
        for (boolean again = false; ; again = true) {
            boolean waited = again;
            Boolean asked = guard.ask(claim.at.value(), () -> {
                entries.lease(List.of(claim), waited);
                return true;
            });
            if (asked == null) {
                return End.AWAY;
            }
            if (!claim.is(State.WAIT)) {
                return claim.is(State.OWNER) ? End.OWNER : End.CHANGED;
            }
            if (until - System.nanoTime() <= 0) {
                return End.LATE;
            }
            pace.pause(until);
        }
    }
}
