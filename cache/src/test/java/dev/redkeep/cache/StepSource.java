package dev.redkeep.cache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A level in a map, for the level above it: it can be held up at each step. What is to happen between a read and its answer, or in the
 * middle of a change, is given as code.
 */
final class StepSource implements Source<Long, String> {
    final Map<Long, Held<String>> values = new HashMap<>();
    final List<String> calls = new ArrayList<>();
    Runnable beforeRead = () -> {};
    Runnable afterRead = () -> {};
    Runnable beforeChange = () -> {};
    Runnable afterChange = () -> {};

    static Held<String> held(String value, long freshNanos, String... tags) {
        return new Held<>(
                value, lookup(value, Lookup.Origin.REDIS, false, false), freshNanos, value.length(), List.of(tags));
    }

    static Held<String> absent(long freshNanos) {
        return new Held<>(null, lookup(null, Lookup.Origin.REDIS, false, false), freshNanos, 0, List.of());
    }

    static Lookup<String> lookup(@Nullable String value, Lookup.Origin origin, boolean stale, boolean degraded) {
        return new Lookup<>(java.util.Optional.ofNullable(value), origin, stale, degraded);
    }

    @Override
    public @Nullable Held<String> find(Long key) {
        calls.add("find " + key);
        beforeRead.run();
        Held<String> read = values.get(key);
        afterRead.run();
        return read;
    }

    @Override
    public Map<Long, Held<String>> findAll(Collection<? extends Long> keys) {
        calls.add("findAll " + keys);
        beforeRead.run();
        Map<Long, Held<String>> read = new HashMap<>(values);
        read.keySet().retainAll(List.copyOf(keys));
        afterRead.run();
        return read;
    }

    @Override
    public Held<String> get(Long key, CacheLoader<? super Long, ? extends String> loader) {
        calls.add("get " + key);
        beforeRead.run();
        Held<String> read = values.computeIfAbsent(key, missing -> loaded(missing, loader));
        afterRead.run();
        return read;
    }

    @Override
    public Map<Long, Held<String>> getAll(
            Collection<? extends Long> keys, CacheLoader<? super Long, ? extends String> loader) {
        calls.add("getAll " + keys);
        beforeRead.run();
        Map<Long, Held<String>> read = new HashMap<>();
        for (Long key : keys) {
            read.put(key, values.computeIfAbsent(key, missing -> loaded(missing, loader)));
        }
        afterRead.run();
        return read;
    }

    private static Held<String> loaded(Long key, CacheLoader<? super Long, ? extends String> loader) {
        try {
            String value = loader.load(key);
            return value == null
                    ? new Held<>(null, lookup(null, Lookup.Origin.LOADER, false, false), 1_000_000_000L, 0, List.of())
                    : new Held<>(
                            value, lookup(value, Lookup.Origin.LOADER, false, false), 1_000_000_000L, 5, List.of());
        } catch (Exception e) {
            throw new CacheLoadException("the loader failed", e);
        }
    }

    @Override
    public void refresh(Long key, long freshUntil, CacheLoader<? super Long, ? extends String> loader) {
        calls.add("refresh " + key + " " + freshUntil);
    }

    @Override
    public void put(Long key, String value) {
        calls.add("put " + key);
        change(() -> values.put(key, held(value, 1_000_000_000L)));
    }

    @Override
    public void write(Long key, String value, CacheWriter<? super Long, ? super String> writer) {
        calls.add("write " + key);
        change(() -> {
            try {
                writer.write(key, value);
            } catch (Exception e) {
                throw new CacheLoadException("the writer failed", e);
            }
            values.put(key, held(value, 1_000_000_000L));
        });
    }

    @Override
    public void invalidate(Collection<? extends Long> keys) {
        calls.add("invalidate " + keys);
        change(() -> values.keySet().removeAll(List.copyOf(keys)));
    }

    @Override
    public void invalidateMark(String mark) {
        calls.add("invalidateMark " + mark);
        change(() -> values.values()
                .removeIf(held -> mark.equals(Marks.ALL) || held.tags().contains(mark)));
    }

    private void change(Runnable change) {
        beforeChange.run();
        change.run();
        afterChange.run();
    }

    @Override
    public void close() {
        calls.add("close");
    }
}
