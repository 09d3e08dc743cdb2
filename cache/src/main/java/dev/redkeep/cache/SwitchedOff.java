package dev.redkeep.cache;

import dev.redkeep.core.key.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A cache that the application switched off ({@code REDIS_CACHE_ENABLED=false}): each read is a load, and nothing is sent. */
final class SwitchedOff<K, V> implements Source<K, V> {
    private final String pattern;
    private final Function<? super K, Key> keys;
    private final Loads loads;
    private final Loading<K, V> loading;
    private final Tally tally;

    SwitchedOff(CacheSchema<K, V> schema, CacheOptions options, Report report) {
        this.pattern = schema.pattern.template();
        this.keys = schema.keys;
        this.loads = new Loads(pattern, options);
        this.loading = new Loading<>(loads, report);
        this.tally = report.tally;
    }

    @Override
    public @Nullable Held<V> find(K key) {
        check(key);
        tally.misses.increment();
        return null;
    }

    /** A key that a pattern refuses is refused all the same. */
    private void check(K key) {
        var unused = keys.apply(key);
    }

    @Override
    public Map<K, Held<V>> findAll(Collection<? extends K> wanted) {
        wanted.forEach(this::find);
        return Map.of();
    }

    @Override
    public Held<V> get(K key, CacheLoader<? super K, ? extends V> loader) {
        check(key);
        tally.misses.increment();
        loads.refuseRecursion(key);
        return loaded(loading.one(key, loader, loads.deadline()).values().get(0));
    }

    @Override
    public Map<K, Held<V>> getAll(Collection<? extends K> wanted, CacheLoader<? super K, ? extends V> loader) {
        List<K> all = new ArrayList<>(new LinkedHashSet<>(wanted));
        all.forEach(this::find);
        all.forEach(loads::refuseRecursion);
        Map<K, Held<V>> found = new LinkedHashMap<>();
        if (!all.isEmpty()) {
            List<@Nullable V> values =
                    loading.all(all, loader, loads.deadline()).values();
            for (int i = 0; i < all.size(); i++) {
                found.put(all.get(i), loaded(values.get(i)));
            }
        }
        return found;
    }

    private static <V> Held<V> loaded(@Nullable V value) {
        Lookup<V> lookup = new Lookup<>(Optional.ofNullable(value), Lookup.Origin.LOADER, false, false);
        return new Held<>(value, lookup, 0, 0, List.of());
    }

    @Override
    public void refresh(K key, long freshUntil, CacheLoader<? super K, ? extends V> loader) {}

    @Override
    public void put(K key, V value) {
        check(key);
    }

    @Override
    public void write(K key, V value, CacheWriter<? super K, ? super V> writer) {
        check(key);
        try {
            writer.write(key, value);
        } catch (Exception | Error failure) {
            throw Writing.thrown(pattern, failure);
        }
    }

    @Override
    public void invalidate(Collection<? extends K> wanted) {
        wanted.forEach(this::check);
    }

    @Override
    public void invalidateMark(String mark) {}

    @Override
    public void close() {
        loads.close();
    }
}
