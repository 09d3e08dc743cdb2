package dev.redkeep.cache;

import dev.redkeep.cache.CacheScripts.Grant.State;
import dev.redkeep.cache.Loading.Loaded;
import dev.redkeep.core.key.Key;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads values anew beside those who were served the present one: one at a time for a key in the process, and in the fleet by its lease. */
final class Refresh<K, V> {
    private static final Logger LOG = LoggerFactory.getLogger(Cache.class);

    private final Entries<K, V> entries;
    private final Loads loads;
    private final Loading<K, V> loading;
    private final Guard guard;
    private final Set<K> underWay = ConcurrentHashMap.newKeySet();
    private final Pauses<K> pauses = new Pauses<>();

    Refresh(Entries<K, V> entries, Loads loads, Loading<K, V> loading, Guard guard) {
        this.entries = entries;
        this.loads = loads;
        this.loading = loading;
        this.guard = guard;
    }

    /** If nobody here does, and there is a place for it; else the next reader may. */
    void begin(Address<K> at, Look<V> look, CacheLoader<? super K, ? extends V> loader) {
        beside(at.key(), () -> run(at, look, loader));
    }

    /** The same for who did not look: only if there is still the value that is fresh until then. */
    void begin(Address<K> at, long freshUntil, CacheLoader<? super K, ? extends V> loader) {
        beside(at.key(), () -> {
            Look<V> look = guard.ask(at.value(), () -> entries.look(at));
            if (look != null && isFreshUntil(look, freshUntil)) {
                run(at, look, loader);
            }
        });
    }

    private static boolean isFreshUntil(Look<?> look, long moment) {
        Entry<?> entry = look.entry();
        Envelope envelope = entry == null ? null : entry.envelope();
        return envelope != null && envelope.freshUntil() == moment;
    }

    private void beside(K key, Runnable work) {
        if (pauses.has(key) || !underWay.add(key)) {
            return;
        }
        boolean begun = false;
        try {
            begun = loads.beside(() -> {
                try {
                    work.run();
                } finally {
                    underWay.remove(key);
                }
            });
        } finally {
            if (!begun) {
                underWay.remove(key);
            }
        }
    }

    private void run(Address<K> address, Look<V> look, CacheLoader<? super K, ? extends V> loader) {
        Claim<K, V> claim = new Claim<>(address, look, Claim.LOADER);
        List<Claim<K, V>> claims = List.of(claim);
        Key at = claim.at.value();
        long began = System.nanoTime();
        try {
            guard.ask(at, () -> {
                entries.lease(claims, false);
                return true;
            });
            if (claim.is(State.OWNER)) {
                Loaded<V> loaded = loading.here(claim.at.key(), loader);
                guard.ask(at, () -> entries.fill(claims, loaded.values(), loaded.nanos()));
            }
        } catch (RuntimeException | Error failure) {
            LOG.debug("A value was not loaded anew: {}", failure.getClass().getName()); // messages may be personal
            pauses.begin(claim.at.key(), System.nanoTime() - began);
            entries.release(claims);
        }
    }
}
