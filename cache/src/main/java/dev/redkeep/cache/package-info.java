/**
 * A typed cache before a database, over Redis and, if wanted, over this process' own memory.
 *
 * <p>Read {@link dev.redkeep.cache.CacheSchema} for what is stored, {@link dev.redkeep.cache.Cache} for what can be done, and
 * {@link dev.redkeep.cache.CacheOptions} for how it behaves.
 */
package dev.redkeep.cache;
