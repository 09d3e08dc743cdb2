package dev.redkeep.sessions;

/**
 * Something that happened to sessions of a user.
 *
 * @param kind what
 * @param userId whose sessions; 0 for a degraded answer to an id that names no user
 * @param count how many sessions, from 1
 */
public record SessionEvent(Kind kind, long userId, int count) {
    /** What happened. */
    public enum Kind {
        /** A session was created. */
        CREATED,
        /** A session's use was noted and its end put off; not told of reads that the throttle kept from writing. */
        TOUCHED,
        /** A session got a new token. */
        ROTATED,
        /** Sessions ended to make room for another, or in a fallback since they could not stay when Redis came back. */
        EVICTED,
        /** Sessions had expired, and were removed from the user's index. */
        PRUNED,
        /** Sessions were revoked. */
        REVOKED,
        /** An operation was answered by the fallback, since Redis is away; the count is 1. */
        DEGRADED
    }
}
