/**
 * Changes that are written to a database later, in batches, and are safe in Redis until then.
 *
 * <p>Read {@link dev.redkeep.cache.writebehind.WriteBehindKeys} for what is stored, {@link
 * dev.redkeep.cache.writebehind.WriteBehind} for what can be done and what it promises, and {@link
 * dev.redkeep.cache.writebehind.WriteBehindOptions} for how it behaves.
 */
package dev.redkeep.cache.writebehind;
