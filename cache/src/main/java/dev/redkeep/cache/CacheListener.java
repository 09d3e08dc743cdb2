package dev.redkeep.cache;

import dev.redkeep.core.client.RedisException;

/**
 * Is told what a cache does, for logs and metrics. It is called on the thread that did it, or on one that ends a look for Redis, so
 * it must be quick and safe to use from any thread. What it throws is logged once and never reaches the work. Keys are named by
 * their pattern: they can be personal.
 */
public interface CacheListener {
    /** Does nothing. */
    CacheListener NO_OP = new CacheListener() {};

    /**
     * A loaded value was not stored, because an invalidation came while it was loaded.
     *
     * @param pattern the keys' pattern
     */
    default void onFenced(String pattern) {}

    /**
     * A value in Redis could not be read, and counts as a miss.
     *
     * @param pattern the keys' pattern
     * @param problem what was wrong, without the data
     */
    default void onUnreadable(String pattern, String problem) {}

    /**
     * A value was not stored, because it is too large.
     *
     * @param pattern the keys' pattern
     * @param bytes its size
     */
    default void onTooLarge(String pattern, int bytes) {}

    /**
     * A load failed.
     *
     * @param pattern the keys' pattern
     * @param failure what the loader threw, or that it took too long
     */
    default void onLoadFailed(String pattern, Throwable failure) {}

    /**
     * Redis is there and refuses something: a permission is missing, its memory is full, or a key of the cache is of another type.
     * Reads are loads then, and what is loaded is not stored; changes are thrown. Told once for each operation and kind of refusal,
     * and again when none has come for a minute.
     *
     * @param pattern the keys' pattern
     * @param refusal what was refused and why, with the remedy; its message and {@link RedisException#operation} name no key or value
     */
    default void onRefused(String pattern, RedisException refusal) {}

    /** Redis is away: reads are loads now. Not told of a call that failed while others are answered. */
    default void onDegraded() {}

    /** Redis answers again: once for each {@link #onDegraded}, and after it. */
    default void onRecovered() {}

    /** The local level was emptied, because messages may have been lost. */
    default void onLocalReset() {}
}
