package dev.redkeep.cache;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes what callers give, refuses what is wrong, and tells them what was found. */
final class DefaultCache<K, V> implements LoadingCache<K, V> {
    private static final int MOST_KEYS = 10_000;

    private volatile Source<K, V> source;
    private final CacheSchema<K, V> schema;
    private final @Nullable CacheLoader<? super K, ? extends V> loader;
    private final Tally tally;

    DefaultCache(
            Source<K, V> source,
            CacheSchema<K, V> schema,
            @Nullable CacheLoader<? super K, ? extends V> loader,
            Tally tally) {
        this.source = source;
        this.schema = schema;
        this.loader = loader;
        this.tally = tally;
    }

    @Override
    public Optional<V> getIfPresent(K key) {
        Held<V> held = source.find(requireNonNull(key, "key"));
        return held == null ? Optional.empty() : held.lookup().value();
    }

    @Override
    public Map<K, V> getAllPresent(Collection<? extends K> keys) {
        return values(source.findAll(checked(keys)));
    }

    @Override
    public Optional<V> get(K key, CacheLoader<? super K, ? extends V> other) {
        requireNonNull(other, "loader");
        return source.get(requireNonNull(key, "key"), other).lookup().value();
    }

    @Override
    public Optional<V> get(K key) {
        return get(key, loader());
    }

    @Override
    public Lookup<V> lookUp(K key) {
        return source.get(requireNonNull(key, "key"), loader()).lookup();
    }

    @Override
    public Map<K, V> getAll(Collection<? extends K> keys, CacheLoader<? super K, ? extends V> other) {
        requireNonNull(other, "loader");
        return values(source.getAll(checked(keys), other));
    }

    @Override
    public Map<K, V> getAll(Collection<? extends K> keys) {
        return getAll(keys, loader());
    }

    private CacheLoader<? super K, ? extends V> loader() {
        if (loader == null) {
            throw new IllegalStateException("This cache of " + schema.pattern + " was built without a loader");
        }
        return loader;
    }

    private static <K> Set<K> checked(Collection<? extends K> keys) {
        Set<K> distinct = new LinkedHashSet<>(requireNonNull(keys, "keys"));
        if (distinct.size() > MOST_KEYS) {
            throw new IllegalArgumentException("keys must be at most " + MOST_KEYS + ", not " + distinct.size());
        }
        distinct.forEach(key -> requireNonNull(key, "key"));
        return distinct;
    }

    private static <K, V> Map<K, V> values(Map<K, Held<V>> found) {
        Map<K, V> values = new LinkedHashMap<>();
        found.forEach((key, held) -> {
            V value = held.value();
            if (value != null) {
                values.put(key, value);
            }
        });
        return values;
    }

    @Override
    public void put(K key, V value) {
        source.put(requireNonNull(key, "key"), requireNonNull(value, "value"));
    }

    @Override
    public void write(K key, V value, CacheWriter<? super K, ? super V> writer) {
        requireNonNull(writer, "writer");
        source.write(requireNonNull(key, "key"), requireNonNull(value, "value"), writer);
    }

    @Override
    public void invalidate(K key) {
        source.invalidate(List.of(requireNonNull(key, "key")));
    }

    @Override
    public void invalidateAll(Collection<? extends K> keys) {
        Set<K> distinct = new LinkedHashSet<>(requireNonNull(keys, "keys"));
        distinct.forEach(key -> requireNonNull(key, "key"));
        requireOpen();
        if (!distinct.isEmpty()) {
            source.invalidate(distinct);
        }
    }

    @Override
    public void invalidateTag(String tag) {
        String mark = Marks.tag(requireNonNull(tag, "tag"));
        require(schema.tags != null, "has no tags. Remedy: taggedBy");
        source.invalidateMark(mark);
    }

    @Override
    public void invalidateGroup(String group) {
        String mark = Marks.group(requireNonNull(group, "group"));
        require(schema.group != null, "has no groups. Remedy: groupedBy");
        source.invalidateMark(mark);
    }

    @Override
    public void clear() {
        require(schema.clearable, "cannot be cleared. Remedy: clearable(), or no notClearable(), in all processes");
        source.invalidateMark(Marks.ALL);
    }

    private void require(boolean can, String problem) {
        if (!can) {
            throw new UnsupportedOperationException("The schema of " + schema.pattern + ' ' + problem);
        }
    }

    @Override
    public WarmingProgress warm(Iterator<? extends K> keys, WarmingOptions options) {
        requireNonNull(keys, "keys");
        requireNonNull(options, "options");
        CacheLoader<? super K, ? extends V> own = loader();
        requireOpen();
        if (source instanceof SwitchedOff) { // it would store nothing
            return new WarmingTally(options.resumeAt(), options.total()).progress();
        }
        return new Warming<K, V>(
                        batch -> source.getAll(checked(batch), own), () -> source instanceof Closed, keys, options)
                .run();
    }

    private void requireOpen() {
        if (source instanceof Closed<K, V> closed) {
            throw closed.failure();
        }
    }

    @Override
    public CacheStats stats() {
        return tally.snapshot();
    }

    @Override
    public void close() {
        Source<K, V> open = source;
        source = new Closed<>(schema.pattern.template());
        open.close();
    }
}
