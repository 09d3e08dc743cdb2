package dev.redkeep.cache;

import dev.redkeep.cache.Entries.Fill;
import dev.redkeep.cache.Flights.Boarding;
import dev.redkeep.cache.Flights.Flight;
import dev.redkeep.cache.Flights.Landing;
import dev.redkeep.cache.Loading.Loaded;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gets one value that is not cached: leads the one load in the fleet, or waits for it. */
final class Fetch<K, V> {
    private final Function<Address<K>, @Nullable Sight<V>> look;
    private final Entries<K, V> entries;
    private final Flights<K, V> flights;
    private final Lessor<K, V> lessor;
    private final Loads loads;
    private final Loading<K, V> loading;
    private final Answering<K, V> answering;
    private final Guard guard;
    private final Successions<K, V> successions = new Successions<>();

    /**
     * Over what is in Redis.
     *
     * @param look what there is at a key now; null if Redis is away
     */
    Fetch(
            Function<Address<K>, @Nullable Sight<V>> look,
            Entries<K, V> entries,
            Flights<K, V> flights,
            Loads loads,
            Loading<K, V> loading,
            Answering<K, V> answering,
            Guard guard) {
        this.look = look;
        this.entries = entries;
        this.flights = flights;
        this.lessor = new Lessor<>(entries, guard);
        this.loads = loads;
        this.loading = loading;
        this.answering = answering;
        this.guard = guard;
    }

    /**
     * Null if there is nothing yet that the caller may have: it looks again.
     *
     * @param until until when the call that this is for waits for others
     */
    @Nullable
    Held<V> get(Address<K> at, Sight<V> sight, CacheLoader<? super K, ? extends V> loader, long until) {
        try {
            return share(at, sight.look(), loader, until);
        } catch (InterruptedException interrupted) {
            throw loads.interrupted();
        } catch (RuntimeException | Error failure) {
            Held<V> old = answering.insteadOf(failure, sight);
            if (old == null) {
                throw failure;
            }
            return old;
        }
    }

    private @Nullable Held<V> share(Address<K> at, Look<V> look, CacheLoader<? super K, ? extends V> loader, long until)
            throws InterruptedException {
        while (true) {
            Boarding<V> boarding = flights.board(at.key());
            if (boarding.leads()) {
                return lead(at, look, loader, boarding.flight(), until);
            }
            Landing<V> landing = boarding.flight().await(loads.left(until));
            if (landing == null) {
                throw loads.late();
            }
            if (!landing.leaderless() || System.nanoTime() - until >= 0) {
                return shared(landing);
            }
        }
    }

    private static <V> @Nullable Held<V> shared(Landing<V> landing) {
        if (landing.failure() != null) {
            throw Unchecked.of(landing.failure());
        }
        return landing.held();
    }

    private @Nullable Held<V> lead(
            Address<K> at, Look<V> look, CacheLoader<? super K, ? extends V> loader, Flight<V> flight, long until)
            throws InterruptedException {
        K key = at.key();
        try {
            Claim<K, V> claim = new Claim<>(at, look, Claim.LOADER);
            return switch (lessor.obtain(claim, until)) {
                case OWNER -> own(claim, loader, flight, until);
                case CHANGED -> found(at, flight);
                case LATE -> direct(key, loader, until, false);
                case AWAY -> direct(key, loader, until, true);
            };
        } catch (RuntimeException | Error failure) {
            flights.land(key, flight, Landing.failed(failure));
            throw failure;
        } catch (InterruptedException interrupted) {
            flights.land(key, flight, Landing.withoutLeader());
            throw interrupted;
        } finally {
            flights.land(key, flight, Landing.nothing());
        }
    }

    /** One look for all who followed: it begins after they did, so that each may have what it finds. */
    private @Nullable Held<V> found(Address<K> at, Flight<V> flight) {
        flights.close(at.key(), flight);
        Sight<V> sight = look.apply(at);
        if (sight == null || sight.refresh()) {
            return null;
        }
        Held<V> held = answering.hit(sight);
        flights.land(at.key(), flight, Landing.with(held));
        return held;
    }

    private Held<V> own(Claim<K, V> claim, CacheLoader<? super K, ? extends V> loader, Flight<V> flight, long until) {
        Loaded<V> loaded = load(claim, loader, until);
        V value = loaded.values().get(0);
        flights.close(claim.at.key(), flight);
        Fill fill = store(claim, loaded);
        if (fill == null) {
            return answering.direct(value, true);
        }
        Held<V> held = answering.loaded(claim.at, value, fill);
        if (fill.accepted()) {
            flights.land(claim.at.key(), flight, Landing.with(held));
        }
        return held;
    }

    private Loaded<V> load(Claim<K, V> claim, CacheLoader<? super K, ? extends V> loader, long until) {
        try {
            return loading.one(claim.at.key(), loader, loads.end(until));
        } catch (RuntimeException | Error failure) {
            entries.release(List.of(claim));
            throw failure;
        }
    }

    private @Nullable Fill store(Claim<K, V> claim, Loaded<V> loaded) {
        return guard.ask(
                claim.at.value(),
                () -> entries.fill(List.of(claim), loaded.values(), loaded.nanos())
                        .get(0));
    }

    /** What was loaded since the caller asked, and is not stored. */
    Held<V> direct(K key, CacheLoader<? super K, ? extends V> loader, long until, boolean degraded) {
        Supplier<Loaded<V>> load = () -> loading.one(key, loader, loads.end(until));
        return answering.direct(since(key, load, until).values().get(0), degraded);
    }

    /** What a loader asks for waits for nobody: two could wait for each other. */
    private Loaded<V> since(K key, Supplier<Loaded<V>> load, long until) {
        if (Nest.present() != null) {
            return load.get();
        }
        try {
            return successions.get(key, load, until, System.nanoTime() + loads.left(until), loads::late);
        } catch (InterruptedException interrupted) {
            throw loads.interrupted();
        }
    }
}
