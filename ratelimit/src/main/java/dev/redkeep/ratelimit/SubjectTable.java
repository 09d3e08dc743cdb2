package dev.redkeep.ratelimit;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of so many subjects at most. A subject has eight places by its hash; where they are taken, the entry that
 * is useful for the shortest time goes. So nothing is ever searched or swept, and a look takes no lock: safe to share between
 * threads.
 *
 * @param <E> what is remembered
 */
final class SubjectTable<E extends SubjectTable.Entry> {
    /** What is remembered of one subject. */
    interface Entry {
        Subject subject();

        /** Until when it is of use, by the monotonic clock in nanoseconds. */
        long usefulUntil();

        /** It was removed, for another or by {@link #remove}. */
        void removed();
    }

    private static final int WAYS = 8;

    private final int ways;
    /** Made when something is first remembered or removed there: a table that may hold a million costs nothing before. */
    private final AtomicReferenceArray<@Nullable Places<E>> sets;

    /** The places of one set; it is also their lock. */
    private static final class Places<E> extends AtomicReferenceArray<@Nullable E> {
        private static final long serialVersionUID = 1L;

        /** How often something was removed on purpose. */
        private volatile int version;

        Places(int ways) {
            super(ways);
        }
    }

    /**
     * An empty table.
     *
     * @param most how many subjects, from 1; rounded down to a multiple of eight from there on
     */
    SubjectTable(int most) {
        ways = Math.min(WAYS, most);
        sets = new AtomicReferenceArray<>(most / ways);
    }

    @Nullable
    E find(Subject subject) {
        Places<E> places = sets.get(set(subject));
        return places == null ? null : find(places, subject);
    }

    private @Nullable E find(Places<E> places, Subject subject) {
        for (int i = 0; i < ways; i++) {
            E entry = places.get(i);
            if (entry != null && entry.subject().equals(subject)) {
                return entry;
            }
        }
        return null;
    }

    E findOrAdd(Subject subject, Supplier<E> entry) {
        Places<E> places = places(subject);
        E found = find(places, subject);
        if (found != null) {
            return found;
        }
        synchronized (places) {
            found = find(places, subject);
            return found != null ? found : add(places, entry.get());
        }
    }

    /** To be read before one learns what {@link #put} shall remember. */
    int version(Subject subject) {
        Places<E> places = sets.get(set(subject));
        return places == null ? 0 : places.version;
    }

    /** Remembers what was learnt, unless the subject may have been {@linkplain #remove removed} since. */
    void put(E entry, int version) {
        Places<E> places = places(entry.subject());
        synchronized (places) {
            if (places.version == version) {
                add(places, entry);
            }
        }
    }

    /** Forgets a subject, and what others are just learning of it. */
    void remove(Subject subject) {
        Places<E> places = places(subject);
        synchronized (places) {
            places.version++;
            for (int i = 0; i < ways; i++) {
                E entry = places.get(i);
                if (entry != null && entry.subject().equals(subject)) {
                    places.set(i, null);
                    entry.removed();
                }
            }
        }
    }

    private Places<E> places(Subject subject) {
        int set = set(subject);
        Places<E> places = sets.get(set);
        if (places != null) {
            return places;
        }
        Places<E> made = new Places<>(ways);
        Places<E> other = sets.compareAndExchange(set, null, made);
        return other == null ? made : other;
    }

    /** In place of what is known of the subject, else in an empty place, else for what is of use for the shortest time. */
    private E add(Places<E> places, E entry) {
        int best = 0;
        for (int i = 0; i < ways; i++) {
            E there = places.get(i);
            E worst = places.get(best);
            if (there != null && there.subject().equals(entry.subject())) {
                best = i;
                break;
            }
            if (worst != null && (there == null || there.usefulUntil() - worst.usefulUntil() < 0)) {
                best = i;
            }
        }
        E old = places.getAndSet(best, entry);
        if (old != null) {
            old.removed();
        }
        return entry;
    }

    private int set(Subject subject) {
        int hash = subject.hashCode() * 0x9E3779B9;
        hash ^= hash >>> 16;
        hash *= 0x85EBCA6B;
        return (int) ((Integer.toUnsignedLong(hash) * sets.length()) >>> 32);
    }
}
