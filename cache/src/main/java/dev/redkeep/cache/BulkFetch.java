package dev.redkeep.cache;

import dev.redkeep.cache.CacheScripts.Grant.State;
import dev.redkeep.cache.Entries.Fill;
import dev.redkeep.cache.Flights.Boarding;
import dev.redkeep.cache.Flights.Flight;
import dev.redkeep.cache.Flights.Landing;
import dev.redkeep.cache.Loading.Loaded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gets many values that are not cached: those that nobody else is loading, by one load. The rest is left to be waited for. */
final class BulkFetch<K, V> {
    private final Entries<K, V> entries;
    private final Flights<K, V> flights;
    private final Loads loads;
    private final Loading<K, V> loading;
    private final Answering<K, V> answering;
    private final Guard guard;

    BulkFetch(
            Entries<K, V> entries,
            Flights<K, V> flights,
            Loads loads,
            Loading<K, V> loading,
            Answering<K, V> answering,
            Guard guard) {
        this.entries = entries;
        this.flights = flights;
        this.loads = loads;
        this.loading = loading;
        this.answering = answering;
        this.guard = guard;
    }

    /** A key whose value is not cached, and what was seen there. */
    record Miss<K, V>(Address<K> at, Sight<V> sight) {}

    /**
     * What others are loading.
     *
     * @param flights those of this process
     * @param elsewhere whether another process loads one
     */
    record Others<K, V>(Map<Miss<K, V>, Flight<V>> flights, boolean elsewhere) {}

    /** A key that this caller leads the flight of. */
    private record Led<K, V>(Claim<K, V> claim, Miss<K, V> miss, Flight<V> flight) {
        K key() {
            return claim.at.key();
        }

        boolean elsewhere() {
            return claim.is(State.WAIT);
        }
    }

    /**
     * Loads what nobody else is loading.
     *
     * @param again whether the caller waited for others before
     * @param until until when the call that this is for waits for others
     * @param found what was brought is added to it
     */
    Others<K, V> get(
            List<Miss<K, V>> misses,
            CacheLoader<? super K, ? extends V> loader,
            boolean again,
            long until,
            Map<K, Held<V>> found) {
        Map<Miss<K, V>, Flight<V>> others = new LinkedHashMap<>();
        List<Led<K, V>> led = board(misses, others);
        Map<K, Landing<V>> landings = new LinkedHashMap<>();
        try {
            if (!led.isEmpty()) {
                found.putAll(lead(led, loader, again, until, landings));
            }
        } finally {
            for (Led<K, V> one : led) {
                flights.land(one.key(), one.flight(), landings.getOrDefault(one.key(), Landing.nothing()));
            }
        }
        return new Others<>(others, led.stream().anyMatch(Led::elsewhere));
    }

    private List<Led<K, V>> board(List<Miss<K, V>> misses, Map<Miss<K, V>, Flight<V>> others) {
        List<Led<K, V>> led = new ArrayList<>();
        for (Miss<K, V> miss : misses) {
            Boarding<V> boarding = flights.board(miss.at().key());
            if (boarding.leads()) {
                Claim<K, V> claim = new Claim<>(miss.at(), miss.sight().look(), Claim.LOADER);
                led.add(new Led<>(claim, miss, boarding.flight()));
            } else {
                others.put(miss, boarding.flight());
            }
        }
        return led;
    }

    private Map<K, Held<V>> lead(
            List<Led<K, V>> led,
            CacheLoader<? super K, ? extends V> loader,
            boolean again,
            long until,
            Map<K, Landing<V>> landings) {
        List<Claim<K, V>> claims = led.stream().map(Led::claim).toList();
        Boolean asked = guard.ask(claims.get(0).at.value(), () -> {
            entries.lease(claims, again);
            return true;
        });
        if (asked == null) {
            return direct(claims.stream().map(claim -> claim.at).toList(), loader, until);
        }
        led.stream().filter(Led::elsewhere).forEach(this::leave);
        List<Led<K, V>> owned =
                led.stream().filter(one -> one.claim().is(State.OWNER)).toList();
        return owned.isEmpty() ? Map.of() : own(owned, loader, until, landings);
    }

    /** What another process loads is waited for when the rest is there: until then another of this process may lead. */
    private void leave(Led<K, V> one) {
        flights.land(one.key(), one.flight(), Landing.withoutLeader());
    }

    private Map<K, Held<V>> own(
            List<Led<K, V>> owned,
            CacheLoader<? super K, ? extends V> loader,
            long until,
            Map<K, Landing<V>> landings) {
        List<Claim<K, V>> claims = owned.stream().map(Led::claim).toList();
        try {
            Loaded<V> loaded = loading.all(owned.stream().map(Led::key).toList(), loader, loads.end(until));
            owned.forEach(one -> flights.close(one.key(), one.flight()));
            List<Fill> fills =
                    guard.ask(claims.get(0).at.value(), () -> entries.fill(claims, loaded.values(), loaded.nanos()));
            Map<K, Held<V>> brought = new LinkedHashMap<>();
            for (int i = 0; i < owned.size(); i++) {
                K key = owned.get(i).key();
                Held<V> held = fills == null
                        ? answering.direct(loaded.values().get(i), true)
                        : answering.loaded(claims.get(i).at, loaded.values().get(i), fills.get(i));
                brought.put(key, held);
                landings.put(key, Landing.with(fills != null && fills.get(i).accepted() ? held : null));
            }
            return brought;
        } catch (RuntimeException | Error failure) {
            entries.release(claims);
            owned.forEach(one -> landings.put(one.key(), Landing.failed(failure)));
            return insteadOf(failure, owned.stream().map(Led::miss).toList());
        }
    }

    /** All past their time, or none: who asked for all gets the failure else. */
    private Map<K, Held<V>> insteadOf(Throwable failure, List<Miss<K, V>> misses) {
        Map<K, Held<V>> old = new LinkedHashMap<>();
        misses.forEach(miss -> old.put(miss.at().key(), insteadOf(failure, miss)));
        return old;
    }

    /** What is past its time, or the failure, which is thrown. */
    Held<V> insteadOf(Throwable failure, Miss<K, V> miss) {
        Held<V> held = answering.insteadOf(failure, miss.sight());
        if (held == null) {
            throw Unchecked.of(failure);
        }
        return held;
    }

    /** For the caller alone, since others took too long. */
    Map<K, Held<V>> alone(List<Miss<K, V>> misses, CacheLoader<? super K, ? extends V> loader, long until) {
        try {
            return direct(misses.stream().map(Miss::at).toList(), loader, until, false);
        } catch (RuntimeException | Error failure) {
            return insteadOf(failure, misses);
        }
    }

    /** For the caller alone, since Redis is away. */
    Map<K, Held<V>> direct(List<Address<K>> ats, CacheLoader<? super K, ? extends V> loader, long until) {
        return direct(ats, loader, until, true);
    }

    private Map<K, Held<V>> direct(
            List<Address<K>> ats, CacheLoader<? super K, ? extends V> loader, long until, boolean degraded) {
        List<K> keys = ats.stream().map(Address::key).toList();
        keys.forEach(loads::refuseRecursion);
        Map<K, Held<V>> brought = new LinkedHashMap<>();
        if (keys.isEmpty()) {
            return brought;
        }
        Loaded<V> loaded = loading.all(keys, loader, loads.end(until));
        for (int i = 0; i < keys.size(); i++) {
            brought.put(keys.get(i), answering.direct(loaded.values().get(i), degraded));
        }
        return brought;
    }
}
