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
    private final int sets;
    private final AtomicReferenceArray<@Nullable E> places;
    /** How often something of a set was removed on purpose; each also locks its set. */
    private final Version[] versions;

    private static final class Version {
        private volatile int value;
    }

    /**
     * An empty table.
     *
     * @param most how many subjects, from 1; rounded down to a multiple of eight from there on
     */
    SubjectTable(int most) {
        ways = Math.min(WAYS, most);
        sets = most / ways;
        places = new AtomicReferenceArray<>(sets * ways);
        versions = new Version[sets];
        for (int i = 0; i < sets; i++) {
            versions[i] = new Version();
        }
    }

    @Nullable
    E find(Subject subject) {
        int first = set(subject) * ways;
        for (int i = first; i < first + ways; i++) {
            E entry = places.get(i);
            if (entry != null && entry.subject().equals(subject)) {
                return entry;
            }
        }
        return null;
    }

    E findOrAdd(Subject subject, Supplier<E> entry) {
        E found = find(subject);
        if (found != null) {
            return found;
        }
        synchronized (versions[set(subject)]) {
            found = find(subject);
            return found != null ? found : add(entry.get());
        }
    }

    /** To be read before one learns what {@link #put} shall remember. */
    int version(Subject subject) {
        return versions[set(subject)].value;
    }

    /** Remembers what was learnt, unless the subject may have been {@linkplain #remove removed} since. */
    void put(E entry, int version) {
        Version current = versions[set(entry.subject())];
        synchronized (current) {
            if (current.value == version) {
                add(entry);
            }
        }
    }

    /** Forgets a subject, and what others are just learning of it. */
    void remove(Subject subject) {
        int set = set(subject);
        synchronized (versions[set]) {
            versions[set].value++;
            for (int i = set * ways; i < (set + 1) * ways; i++) {
                E entry = places.get(i);
                if (entry != null && entry.subject().equals(subject)) {
                    places.set(i, null);
                    entry.removed();
                }
            }
        }
    }

    /** In place of what is known of the subject, else in an empty place, else for what is of use for the shortest time. */
    private E add(E entry) {
        int first = set(entry.subject()) * ways;
        int best = first;
        for (int i = first; i < first + ways; i++) {
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
        return (int) ((Integer.toUnsignedLong(hash) * sets) >>> 32);
    }
}
