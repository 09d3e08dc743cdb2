package dev.redkeep.cache;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** What a warming has done. Used by one thread. */
final class WarmingTally {
    private final long began = System.nanoTime();
    private final NavigableMap<Long, Long> ahead = new TreeMap<>();
    private final OptionalLong total;
    private long position;
    private long done;
    private long loaded;
    private long unstored;
    private long present;
    private long absent;
    private long failed;

    WarmingTally(long position, OptionalLong total) {
        this.position = position;
        this.total = total;
    }

    long elapsedNanos() {
        return System.nanoTime() - began;
    }

    <K, V> void add(Warming.Batch<K, V> batch) {
        done += batch.keys().size();
        if (!batch.degraded()) {
            advance(batch.from(), batch.from() + batch.keys().size());
        }
        Set<K> distinct = new HashSet<>(batch.keys());
        Map<K, Held<V>> found = batch.found();
        if (found == null) {
            failed += distinct.size();
            return;
        }
        for (K key : distinct) {
            Held<V> held = found.get(key);
            if (held == null || held.value() == null) {
                absent++;
            } else if (held.lookup().hit()) {
                present++;
            } else if (stored(held)) {
                loaded++;
            } else {
                unstored++;
            }
        }
    }

    /** What is not stored weighs nothing, and is nothing to be held; one of the two may be so of what is. */
    private static boolean stored(Held<?> held) {
        return held.weight() > 0 || held.freshNanos() > 0;
    }

    /** The position moves when all before it is done, so that to begin again there leaves nothing out. */
    private void advance(long from, long to) {
        ahead.put(from, to);
        for (Long next = ahead.remove(position); next != null; next = ahead.remove(position)) {
            position = next;
        }
    }

    WarmingProgress progress() {
        long nanos = elapsedNanos();
        double perSecond = done == 0 ? 0 : done * 1e9 / Math.max(1, nanos);
        return new WarmingProgress(
                position,
                loaded,
                unstored,
                present,
                absent,
                failed,
                Duration.ofNanos(nanos),
                perSecond,
                total.isEmpty() || done == 0 ? Optional.empty() : Optional.of(left(perSecond)),
                total);
    }

    private Duration left(double perSecond) {
        long keys = Math.max(0, total.orElse(0) - position);
        return Duration.ofMillis((long) (keys * 1_000 / perSecond));
    }
}
