package dev.redkeep.cache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A cache in Redis alone. */
final class RedisSource<K, V> implements Source<K, V> {
    /** How often a caller looks again before it loads by itself: when others' loads were overtaken by invalidations. */
    static final int ROUNDS = 3;

    private final Entries<K, V> entries;
    private final Freshness<K> freshness;
    private final Flights<K, V> flights;
    private final Fetch<K, V> fetch;
    private final Gathering<K, V> gathering;
    private final Refresh<K, V> refresh;
    private final Writing<K, V> writing;
    private final Answering<K, V> answering;
    private final Loads loads;
    private final Guard guard;
    private final Tally tally;

    RedisSource(
            Entries<K, V> entries,
            Freshness<K> freshness,
            Answering<K, V> answering,
            Loads loads,
            Guard guard,
            Report report) {
        Loading<K, V> loading = new Loading<>(loads, report);
        this.entries = entries;
        this.freshness = freshness;
        this.flights = new Flights<>();
        this.fetch = new Fetch<>(this::look, entries, flights, loads, loading, answering, guard);
        this.refresh = new Refresh<>(entries, loads, loading, guard);
        this.tally = report.tally;
        BulkFetch<K, V> bulk = new BulkFetch<>(entries, flights, loads, loading, answering, guard);
        this.gathering = new Gathering<>(this::lookAll, bulk, refresh, answering, loads, tally);
        this.writing = new Writing<>(entries, flights, guard, report.pattern());
        this.answering = answering;
        this.loads = loads;
        this.guard = guard;
    }

    @Override
    public @Nullable Held<V> find(K key) {
        Sight<V> sight = look(entries.address(key));
        if (sight == null) {
            tally.degraded.increment();
            return null;
        }
        Held<V> held = answering.hit(sight);
        if (held == null) {
            tally.misses.increment();
        }
        return held;
    }

    private @Nullable Sight<V> look(Address<K> at) {
        return guard.ask(at.value(), () -> freshness.of(at, entries.look(at)));
    }

    @Override
    public Held<V> get(K key, CacheLoader<? super K, ? extends V> loader) {
        Address<K> at = entries.address(key);
        long until = loads.deadline();
        for (int round = 0; round < ROUNDS; round++) {
            Sight<V> sight = look(at);
            if (sight == null) {
                loads.refuseRecursion(key);
                return fetch.direct(key, loader, until, true);
            }
            Held<V> held = answering.hit(sight);
            if (held != null) {
                if (sight.refresh()) {
                    refresh.begin(at, sight.look(), loader);
                }
                return held;
            }
            loads.refuseRecursion(key);
            if (round == 0) {
                tally.misses.increment();
            }
            held = fetch.get(at, sight, loader, until);
            if (held != null) {
                return held;
            }
        }
        return fetch.direct(key, loader, until, false);
    }

    @Override
    public Map<K, Held<V>> findAll(Collection<? extends K> keys) {
        List<Address<K>> ats = addresses(keys);
        List<Sight<V>> sights = lookAll(ats);
        Map<K, Held<V>> found = new LinkedHashMap<>();
        if (sights == null) {
            tally.degraded.add(ats.size());
            return found;
        }
        for (int i = 0; i < ats.size(); i++) {
            Held<V> held = answering.hit(sights.get(i));
            if (held == null) {
                tally.misses.increment();
            } else {
                found.put(ats.get(i).key(), held);
            }
        }
        return found;
    }

    private List<Address<K>> addresses(Collection<? extends K> keys) {
        List<Address<K>> ats = new ArrayList<>(keys.size());
        for (K key : keys instanceof Set ? keys : new LinkedHashSet<>(keys)) {
            ats.add(entries.address(key));
        }
        return ats;
    }

    private @Nullable List<Sight<V>> lookAll(List<Address<K>> ats) {
        if (ats.isEmpty()) {
            return List.of();
        }
        return guard.ask(ats.get(0).value(), () -> freshness.of(ats, entries.lookAll(ats)));
    }

    @Override
    public Map<K, Held<V>> getAll(Collection<? extends K> keys, CacheLoader<? super K, ? extends V> loader) {
        return gathering.get(addresses(keys), loader);
    }

    @Override
    public void refresh(K key, long freshUntil, CacheLoader<? super K, ? extends V> loader) {
        refresh.begin(entries.address(key), freshUntil, loader);
    }

    @Override
    public void put(K key, V value) {
        writing.put(entries.address(key), value);
    }

    @Override
    public void write(K key, V value, CacheWriter<? super K, ? super V> writer) {
        writing.write(entries.address(key), value, writer);
    }

    @Override
    public void invalidate(Collection<? extends K> keys) {
        writing.invalidate(addresses(keys));
    }

    @Override
    public void invalidateMark(String mark) {
        writing.invalidateMark(mark);
    }

    @Override
    public void close() {
        guard.close();
        loads.close();
    }
}
