package dev.redkeep.sessions;

import java.util.List;

/**
 * What a creation did.
 *
 * @param session the session as it is stored
 * @param evicted the user's sessions that ended to make room for it, the oldest first; mostly none
 */
public record Created(Session session, List<SessionId> evicted) {
    /**
     * Copies the list.
     *
     * @param session the session as it is stored
     * @param evicted the sessions that ended, the oldest first
     */
    public Created {
        evicted = List.copyOf(evicted);
    }
}
