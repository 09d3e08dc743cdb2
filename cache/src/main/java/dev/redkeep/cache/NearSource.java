package dev.redkeep.cache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * This process' memory over another level. What this process changes is forgotten here before the level below is asked to change it,
 * and nothing of it is held again before that has answered or failed: so it acts at once, whatever becomes of the call.
 */
final class NearSource<K, V> implements Source<K, V> {
    private final Source<K, V> below;
    private final NearMemory<K, V> memory;
    private final Runnable endFeed;

    /**
     * Over a level.
     *
     * @param below closed with this
     * @param memory what the feed changes
     * @param endFeed ends it; the first thing that closing does
     */
    NearSource(Source<K, V> below, NearMemory<K, V> memory, Runnable endFeed) {
        this.below = below;
        this.memory = memory;
        this.endFeed = endFeed;
    }

    @Override
    public @Nullable Held<V> find(K key) {
        NearEntry<K, V> local = local(key);
        if (local != null) {
            return local.held();
        }
        NearMemory.Ticket<K, V> ticket = memory.ticket();
        Held<V> held = below.find(key);
        memory.hold(ticket, key, held);
        return held;
    }

    @Override
    public Held<V> get(K key, CacheLoader<? super K, ? extends V> loader) {
        NearEntry<K, V> local = local(key);
        if (local != null) {
            refreshIfDue(local, loader);
            return local.held();
        }
        NearMemory.Ticket<K, V> ticket = memory.ticket();
        Held<V> held = below.get(key, loader);
        memory.hold(ticket, key, held);
        return held;
    }

    private @Nullable NearEntry<K, V> local(K key) {
        NearEntry<K, V> entry = memory.find(key);
        if (entry != null) {
            memory.countHits(1);
        }
        return entry;
    }

    private void refreshIfDue(NearEntry<K, V> local, CacheLoader<? super K, ? extends V> loader) {
        Draws taken = local.taken();
        if (taken != null) {
            below.refresh(local.key(), taken.freshUntil(), loader);
        }
    }

    @Override
    public Map<K, Held<V>> findAll(Collection<? extends K> keys) {
        return all(keys, below::findAll, local -> {});
    }

    @Override
    public Map<K, Held<V>> getAll(Collection<? extends K> keys, CacheLoader<? super K, ? extends V> loader) {
        return all(keys, missing -> below.getAll(missing, loader), local -> refreshIfDue(local, loader));
    }

    private Map<K, Held<V>> all(
            Collection<? extends K> keys,
            Function<Collection<K>, Map<K, Held<V>>> asking,
            Consumer<NearEntry<K, V>> hit) {
        Map<K, Held<V>> found = new HashMap<>();
        Set<K> missing = new LinkedHashSet<>();
        for (K key : keys) {
            NearEntry<K, V> local = found.containsKey(key) || missing.contains(key) ? null : memory.find(key);
            if (local != null) {
                found.put(key, local.held());
                hit.accept(local);
            } else if (!found.containsKey(key)) {
                missing.add(key);
            }
        }
        memory.countHits(found.size());
        if (!missing.isEmpty()) {
            NearMemory.Ticket<K, V> ticket = memory.ticket();
            Map<K, Held<V>> read = asking.apply(missing);
            for (K key : missing) {
                memory.hold(ticket, key, read.get(key));
            }
            found.putAll(read);
        }
        return found;
    }

    @Override
    public void refresh(K key, long freshUntil, CacheLoader<? super K, ? extends V> loader) {
        below.refresh(key, freshUntil, loader);
    }

    @Override
    public void put(K key, V value) {
        changing(List.of(key), () -> below.put(key, value));
    }

    @Override
    public void write(K key, V value, CacheWriter<? super K, ? super V> writer) {
        changing(List.of(key), () -> below.write(key, value, writer));
    }

    @Override
    public void invalidate(Collection<? extends K> keys) {
        changing(keys, () -> below.invalidate(keys));
    }

    private void changing(Collection<? extends K> keys, Runnable change) {
        List<Long> digests = new ArrayList<>(keys.size()); // all first: a key that cannot be rendered changes nothing
        for (K key : keys) {
            digests.add(memory.digest(key));
        }
        digests.forEach(memory::changing);
        try {
            change.run();
        } finally {
            digests.forEach(memory::changedHere);
        }
    }

    @Override
    public void invalidateMark(String mark) {
        memory.changing(mark);
        try {
            below.invalidateMark(mark);
        } finally {
            memory.changedHere(mark);
        }
    }

    /** Ends the feed first: nothing is told to a memory that is gone. */
    @Override
    public void close() {
        try {
            endFeed.run();
        } finally {
            memory.close();
            below.close();
        }
    }
}
