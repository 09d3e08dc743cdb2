package dev.redkeep.cache.writebehind;

/**
 * What a queue has done in this process since it was built.
 *
 * @param puts puts and deletions that Redis took
 * @param coalesced those of them that took the place of one that was not written yet
 * @param refused puts and deletions that were refused, because the queue was full
 * @param batches calls of the writer
 * @param written changes that were written, and confirmed in time
 * @param failures calls of the writer that failed
 * @param unreadable entries that the codecs could not read
 * @param setAside changes that were set aside
 * @param lostClaims changes whose claim ended before they were confirmed, counted by who finds it out: the worker that is late,
 *     and the one that takes over
 * @param redisFailures how often a worker found Redis failing
 */
public record WriteBehindStats(
        long puts,
        long coalesced,
        long refused,
        long batches,
        long written,
        long failures,
        long unreadable,
        long setAside,
        long lostClaims,
        long redisFailures) {}
