package dev.redkeep.cache.writebehind;

import java.util.List;

/**
 * Writes changes to where they live, such as a database.
 *
 * <p><b>At least once.</b> A change comes again if the writer failed, if its process died before it was confirmed, or if the
 * writer took longer than the claim lasts. So a writer must be idempotent: setting a row to a value is, adding to it is not. One
 * that is to be exact keeps the {@linkplain Change#version() version} with the row and writes only what is newer, as in {@code
 * UPDATE … SET value = ?, version = ? WHERE id = ? AND version < ?}; then neither a repetition nor a late writer does harm.
 *
 * <p>It is called on the queue's own threads, on as many at once as {@linkplain WriteBehindOptionsBuilder#parallel batches are
 * parallel}. {@link WriteBehind#close()} interrupts a writer that outlasts its time.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@FunctionalInterface
public interface BatchWriter<K, V> {
    /**
     * Writes a batch, and returns when it is committed. The changes are of different keys, so their order does not matter. What it
     * throws counts against each of them, unless it is {@linkplain WriteBehindOptionsBuilder#outage an outage}: write all or
     * nothing, or write again what was written.
     *
     * @param batch the changes, at least one; immutable
     * @throws Exception if not all were written
     */
    void writeAll(List<Change<K, V>> batch) throws Exception;
}
