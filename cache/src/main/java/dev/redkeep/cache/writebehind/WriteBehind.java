package dev.redkeep.cache.writebehind;

import dev.redkeep.core.client.Redis;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Takes changes at the speed of Redis and writes them to a database later, in batches, the latest value of each key only.
 *
 * <pre>{@code
 * WriteBehindSchema<String, Profile> schema = new WriteBehindSchema<>("profiles", Codec.string(), Codec.json(Profile.class));
 * try (WriteBehind<String, Profile> profiles = WriteBehind.on(redis, schema, repository::saveAll)) {
 *     profiles.put("alice", profile);                  // is safe now, and in the database within about a second
 *     Optional<Change<String, Profile>> own = profiles.pending("alice");
 * }
 * }</pre>
 *
 * <p><b>What is promised.</b> A change that {@link #put} or {@link #delete} returned from is in Redis and is written at least once,
 * or one that came later for the same key is; whatever process dies meanwhile, as long as Redis keeps its data and some process has
 * the queue open. It is never dropped: what can't be written is set aside, listed by {@link #poisoned}, and goes on counting.
 *
 * <p><b>Order.</b> Of a key, one worker in the fleet has a change at a time. What is put meanwhile waits until that one is settled. So
 * the writer is never called for a key while another call for it runs, and sees versions that only grow (the same one again, if it
 * failed), <em>as long as each call returns within the lease</em>, of which it has all: none is begun with less of its claim left. It
 * also takes that Redis loses no claim, as in a failover, and that nobody sets its clock forward. When a call takes longer,
 * another worker gets the change, or the latest of that key, while the first call still runs: the database then sees both at
 * once, in any order, and what it keeps may be the older one, unless the writer compares {@linkplain Change#version() versions}. What the late one reports is ignored, so that
 * it never takes a change out of the queue that it did not write; only if nobody took the change over, it counts. There is no order between keys.
 *
 * <p><b>Failures.</b> A batch that fails is tried again, in company with whatever is due then, each change up to {@linkplain
 * WriteBehindOptionsBuilder#tries so many} times; then each alone, as many times and each time with a lease of its own, so that one
 * that can't be written takes no others along; then it is set aside. Another put of its key brings it back. A newer value
 * takes over what failed in company, and has all its tries alone. While {@linkplain WriteBehindOptionsBuilder#outage the database
 * is away} a process asks it with one batch at a time, and pauses after each.
 *
 * <p><b>Redis.</b> All keys of a queue lie in one slot of a Cluster; see {@link WriteBehindKeys} for what the server's settings must be.
 * While Redis is away puts throw, and workers ask again, at least each second. It does not heed {@link
 * Redis#features()}: without Redis there is no place for a change to be safe.
 *
 * <p><b>Threads.</b> Safe to share between threads. The queue has as many daemon threads of its own as it writes {@linkplain
 * WriteBehindOptionsBuilder#parallel batches at once}. One of them at a time looks for changes: when the next one is due, at
 * once after a put here, and each second. Close the queue before the client.
 *
 * <p><b>Closed.</b> From {@link #close} on what changes something, and {@link #flush}, is an {@link IllegalStateException}. What only
 * looks works on, as long as the client does: {@link #pending}, {@link #poisoned}, {@link #backlog}, {@link #stats}.
 *
 * <p>Unless said otherwise, each method is one round trip, and throws a {@link NullPointerException} for null, an {@link
 * IllegalArgumentException} if a key or value can't be encoded or a key has more than 65,536 bytes, before anything is sent, and a
 * {@link dev.redkeep.core.client.RedisException} if Redis fails.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public interface WriteBehind<K, V> extends AutoCloseable {
    /**
     * Opens a queue with default options, and begins to write what is in it.
     *
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @param redis the client; it stays the application's to close
     * @param schema what is stored
     * @param writer writes batches
     * @return the queue; close it
     */
    static <K, V> WriteBehind<K, V> on(Redis redis, WriteBehindSchema<K, V> schema, BatchWriter<K, V> writer) {
        return on(redis, schema, WriteBehindOptions.defaults(), writer);
    }

    /**
     * Opens a queue, and begins to write what is in it, on threads of its own: it waits for nothing, nor for Redis to answer.
     *
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @param redis the client; it stays the application's to close
     * @param schema what is stored
     * @param options how the queue behaves
     * @param writer writes batches
     * @return the queue; close it
     */
    static <K, V> WriteBehind<K, V> on(
            Redis redis, WriteBehindSchema<K, V> schema, WriteBehindOptions options, BatchWriter<K, V> writer) {
        return RedisWriteBehind.open(redis, schema, options, writer, WriteBehindScripts.SERVER_TIME);
    }

    /**
     * Takes a value to be written, in place of what is not written yet of that key. If it throws a {@link
     * dev.redkeep.core.client.RedisException} that {@linkplain dev.redkeep.core.client.RedisException#mayHaveRun may have run}, it
     * may have been taken; to put it again is safe.
     *
     * @param key the key
     * @param value the value
     * @return its version
     * @throws WriteBehindFullException if too many keys wait, and this one doesn't
     * @throws IllegalStateException if the queue is closed
     */
    long put(K key, V value);

    /**
     * Takes a deletion to be written, as {@link #put} takes a value: the writer gets a change without a value.
     *
     * @param key the key
     * @return the deletion's version
     * @throws WriteBehindFullException if too many keys wait, and this one doesn't
     * @throws IllegalStateException if the queue is closed
     */
    long delete(K key);

    /**
     * What of a key is not written yet, so that a reader sees what was put. Ask this first and the database then: what is not
     * here any more was written before it went.
     *
     * @param key the key
     * @return the latest change, also one that is set aside; empty if all is written, or if what is stored can't be read, which is counted
     */
    Optional<Change<K, V>> pending(K key);

    /**
     * Has everything written that was put before, by whatever process, without waiting until it is due. Changes that failed keep their
     * time. Takes a round trip for each 1,000 keys, and one for each look until they are written, at most each 5 ms.
     *
     * @param atMost how long to wait, from 0, which is not at all
     * @return how many keys are left
     * @throws IllegalArgumentException if {@code atMost} is negative or above a day
     * @throws InterruptedException if the thread is interrupted while it waits; writing goes on
     * @throws IllegalStateException if the queue is closed
     */
    Flushed flush(Duration atMost) throws InterruptedException;

    /**
     * Changes that were set aside, those first that were so longest ago.
     *
     * @param most how many, from 1 to 1,000
     * @return the changes
     * @throws IllegalArgumentException if {@code most} is out of range
     */
    List<Poisoned<K>> poisoned(int most);

    /**
     * Has all changes tried again that were set aside, each alone. One round trip for each 1,000 of them.
     *
     * @return how many
     * @throws IllegalStateException if the queue is closed
     */
    long retryPoisoned();

    /**
     * Has one change tried again that was set aside, alone.
     *
     * @param poisoned as {@link #poisoned} gave it
     * @return false if it is not set aside any more
     * @throws IllegalStateException if the queue is closed
     */
    boolean retryPoisoned(Poisoned<K> poisoned);

    /**
     * Forgets a change that was set aside. It will never be written.
     *
     * @param poisoned as {@link #poisoned} gave it
     * @return false if it is not set aside any more, or another value has been put since
     * @throws IllegalStateException if the queue is closed
     */
    boolean dropPoisoned(Poisoned<K> poisoned);

    /**
     * Counts what is not written, of all processes.
     *
     * @return the counts
     */
    Backlog backlog();

    /**
     * What this process did. No round trip.
     *
     * @return a snapshot
     */
    WriteBehindStats stats();

    /**
     * Refuses further changes, flushes, and ends the threads; within {@linkplain WriteBehindOptionsBuilder#closeWithin a time}, and at
     * most a second more and what Redis' deadline is. A writer that still runs then is interrupted and no longer waited for. What is not written stays in
     * Redis, the {@linkplain WriteBehindListener#onLeft listener} is told, and another process writes it, or this one when it starts
     * again. Never throws; closing again does nothing.
     */
    @Override
    void close();
}
