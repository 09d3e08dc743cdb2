package dev.redkeep.cache;

import java.time.Duration;

/**
 * What a cache has done since it was built. Of {@code getAll} each key counts.
 *
 * @param localHits values that this process' memory answered, known absence among them
 * @param redisHits values that Redis answered, known absence among them
 * @param misses values that neither had
 * @param loads values that a loader of this process was asked for
 * @param loadFailures values that a loader did not bring
 * @param loadTime the time that loaders took together
 * @param staleServed values that were past their time to live
 * @param fencedFills loaded values that were not stored, because an invalidation came between
 * @param tooLarge values that were not stored, because of their size
 * @param unreadable values in Redis that could not be read, which counts as a miss; those of another version of the codec too
 * @param degraded look-ups and loads without Redis, because it was away
 * @param localEvictions values that left this process' memory for want of room
 * @param localResets how often this process' memory was emptied, because messages may have been lost
 * @param bytesRead bytes of values that were read from Redis
 * @param bytesWritten bytes of values that were written to Redis
 */
public record CacheStats(
        long localHits,
        long redisHits,
        long misses,
        long loads,
        long loadFailures,
        Duration loadTime,
        long staleServed,
        long fencedFills,
        long tooLarge,
        long unreadable,
        long degraded,
        long localEvictions,
        long localResets,
        long bytesRead,
        long bytesWritten) {}
