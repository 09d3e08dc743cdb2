package dev.redkeep.cache;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls loaders, and counts. */
final class Loading<K, V> {
    private final Loads loads;
    private final Report report;

    Loading(Loads loads, Report report) {
        this.loads = loads;
        this.report = report;
    }

    /**
     * What a loader brought.
     *
     * @param values one for each key; null for one that does not exist
     * @param nanos how long it took for each of them
     */
    record Loaded<V>(List<@Nullable V> values, long nanos) {}

    Loaded<V> one(K key, CacheLoader<? super K, ? extends V> loader, long until) {
        List<K> keys = List.of(key);
        return counted(1, () -> loads.run(keys, timed(() -> one(key, loader)), until));
    }

    /** On this thread, which {@link Loads#beside} gave. */
    Loaded<V> here(K key, CacheLoader<? super K, ? extends V> loader) {
        List<K> keys = List.of(key);
        return counted(1, () -> loads.here(keys, timed(() -> one(key, loader))));
    }

    Loaded<V> all(List<K> keys, CacheLoader<? super K, ? extends V> loader, long until) {
        Set<K> asked = new LinkedHashSet<>(keys);
        return counted(keys.size(), () -> loads.run(asked, timed(() -> all(asked, loader)), until));
    }

    private List<@Nullable V> one(K key, CacheLoader<? super K, ? extends V> loader) throws Exception {
        List<@Nullable V> values = new ArrayList<>(1);
        values.add(loader.load(key));
        return values;
    }

    private static <K, V> List<@Nullable V> all(Set<K> keys, CacheLoader<? super K, ? extends V> loader)
            throws Exception {
        Map<?, ? extends V> found = Objects.requireNonNull(found(loader, keys), "loadAll");
        List<@Nullable V> values = new ArrayList<>(keys.size());
        for (K key : keys) {
            values.add(found.get(key));
        }
        return values;
    }

    private static <K, V> Map<?, ? extends V> found(CacheLoader<K, V> loader, Set<? extends K> keys) throws Exception {
        return loader.loadAll(keys);
    }

    private Callable<Loaded<V>> timed(Callable<List<@Nullable V>> load) {
        return () -> {
            long began = System.nanoTime();
            try {
                List<@Nullable V> values = load.call();
                return new Loaded<>(values, (System.nanoTime() - began) / values.size());
            } finally {
                report.tally.loadNanos.add(System.nanoTime() - began);
            }
        };
    }

    private Loaded<V> counted(int values, Supplier<Loaded<V>> load) {
        report.tally.loads.add(values);
        try {
            return load.get();
        } catch (RuntimeException | Error failure) {
            report.loadFailed(failure, values);
            throw failure;
        }
    }
}
