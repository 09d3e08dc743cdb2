package dev.redkeep.cache;

import dev.redkeep.cache.BulkFetch.Miss;
import dev.redkeep.cache.BulkFetch.Others;
import dev.redkeep.cache.Flights.Flight;
import dev.redkeep.cache.Flights.Landing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gets many values: what is cached, then by one load what nobody is loading, then what others bring. What they don't bring is looked for
 * and loaded together again, all in the time of one call.
 */
final class Gathering<K, V> {
    private final Function<List<Address<K>>, @Nullable List<Sight<V>>> look;
    private final BulkFetch<K, V> bulk;
    private final Refresh<K, V> refresh;
    private final Answering<K, V> answering;
    private final Loads loads;
    private final Tally tally;

    Gathering(
            Function<List<Address<K>>, @Nullable List<Sight<V>>> look,
            BulkFetch<K, V> bulk,
            Refresh<K, V> refresh,
            Answering<K, V> answering,
            Loads loads,
            Tally tally) {
        this.look = look;
        this.bulk = bulk;
        this.refresh = refresh;
        this.answering = answering;
        this.loads = loads;
        this.tally = tally;
    }

    Map<K, Held<V>> get(List<Address<K>> ats, CacheLoader<? super K, ? extends V> loader) {
        try {
            Map<K, Held<V>> found = new LinkedHashMap<>();
            gather(ats, loader, loads.deadline(), found);
            return found;
        } catch (InterruptedException interrupted) {
            throw loads.interrupted();
        }
    }

    private void gather(
            List<Address<K>> ats, CacheLoader<? super K, ? extends V> loader, long until, Map<K, Held<V>> found)
            throws InterruptedException {
        Pace pace = new Pace();
        List<Address<K>> rest = ats;
        int overtaken = 0;
        for (boolean first = true; !rest.isEmpty(); first = false) {
            List<Sight<V>> sights = look.apply(rest);
            if (sights == null) {
                found.putAll(bulk.direct(rest, loader, until));
                return;
            }
            List<Miss<K, V>> misses = misses(rest, sights, loader, found);
            if (first) {
                tally.misses.add(misses.size());
            }
            if (overtaken == RedisSource.ROUNDS || System.nanoTime() - until >= 0) {
                found.putAll(bulk.alone(misses, loader, until));
                return;
            }
            Others<K, V> others = bulk.get(misses, loader, !first, until, found);
            rest = left(misses, found);
            if (others.elsewhere()) {
                pace.pause(until);
            } else if (!rest.isEmpty() && !followed(others, until, found)) {
                overtaken++;
            }
        }
    }

    private List<Miss<K, V>> misses(
            List<Address<K>> ats,
            List<Sight<V>> sights,
            CacheLoader<? super K, ? extends V> loader,
            Map<K, Held<V>> found) {
        List<Miss<K, V>> misses = new ArrayList<>();
        for (int i = 0; i < ats.size(); i++) {
            Address<K> at = ats.get(i);
            Sight<V> sight = sights.get(i);
            Held<V> held = answering.hit(sight);
            if (held == null) {
                loads.refuseRecursion(at.key());
                misses.add(new Miss<>(at, sight));
                continue;
            }
            found.put(at.key(), held);
            if (sight.refresh()) {
                refresh.begin(at, sight.look(), loader);
            }
        }
        return misses;
    }

    private List<Address<K>> left(List<Miss<K, V>> misses, Map<K, Held<V>> found) {
        return misses.stream()
                .map(Miss::at)
                .filter(at -> !found.containsKey(at.key()))
                .toList();
    }

    /** Whether that brought anything, or somebody else is to lead. */
    private boolean followed(Others<K, V> others, long until, Map<K, Held<V>> found) throws InterruptedException {
        boolean any = false;
        for (Map.Entry<Miss<K, V>, Flight<V>> other : others.flights().entrySet()) {
            Miss<K, V> miss = other.getKey();
            Landing<V> landing = other.getValue().await(loads.left(until));
            if (landing == null) {
                throw loads.late();
            }
            Throwable failure = landing.failure();
            Held<V> held = failure == null ? landing.held() : bulk.insteadOf(failure, miss);
            if (held != null) {
                found.put(miss.at().key(), held);
            }
            any |= held != null || landing.leaderless();
        }
        return any;
    }
}
