package dev.redkeep.cache;

import dev.redkeep.core.key.Key;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What this process holds of a cache, and the rules by which it may be answered: not past its time, not after a change was told, and
 * not when changes may not have been told for longer than the promised staleness.
 */
final class NearMemory<K, V> {
    private static final long LONG_AGO = Long.MAX_VALUE / 2;
    private static final long ALL = Digest.of(Marks.ALL);

    private final Function<? super K, Key> keys;
    private final long maximumWeight;
    private final long timeToLiveNanos;
    private final long stalenessNanos;
    private final LongSupplier nanoClock;
    private final DoubleSupplier random;
    private final Report report;
    private final Fences fences = new Fences();
    private final LocalMarks marks = new LocalMarks();
    private volatile NearTerm<K, V> term;
    /** Whether anything can have been held since the last loss. */
    private boolean heard;

    private boolean closed;

    /**
     * Empty, and not to be trusted before {@link #inSync}.
     *
     * @param keys renders a key
     * @param nanoClock System::nanoTime, but for tests
     * @param random from 0 to less than 1
     * @param report told of hits, evictions, and resets
     */
    NearMemory(
            Function<? super K, Key> keys,
            LocalOptions options,
            LongSupplier nanoClock,
            DoubleSupplier random,
            Report report) {
        this.keys = keys;
        this.maximumWeight = options.maximumWeight();
        this.timeToLiveNanos = options.timeToLive().toNanos();
        this.stalenessNanos = options.staleness().toNanos();
        this.nanoClock = nanoClock;
        this.random = random;
        this.report = report;
        this.term = new NearTerm<>(maximumWeight, report.tally.localEvictions, nanoClock.getAsLong() - LONG_AGO);
    }

    /** What may be answered; null if nothing. Uncounted: who asks counts. */
    @Nullable
    NearEntry<K, V> find(K key) {
        NearTerm<K, V> now = term;
        NearEntry<K, V> entry = now.find(key);
        if (entry == null) {
            return null;
        }
        // The clock is read last: so nothing that takes long can be between it and the answer.
        long nanos = nanoClock.getAsLong();
        return now.trusted(nanos) && entry.good(nanos) ? entry : null;
    }

    void countHits(long count) {
        report.tally.localHits.add(count);
    }

    /** A read below begins. Only what is read while changes are told may be held. */
    Ticket<K, V> ticket() {
        NearTerm<K, V> now = term;
        long number = fences.number();
        long nanos = nanoClock.getAsLong();
        return new Ticket<>(now, number, nanos, now.trusted(nanos));
    }

    /**
     * A read below has ended with this; null is nothing. What it found worse than before is not answered again. Its time runs from
     * when the read began: it may have been found long before the read ended.
     */
    void hold(Ticket<K, V> ticket, K key, @Nullable Held<V> held) {
        long nanos = held == null ? 0 : Math.min(held.freshNanos(), timeToLiveNanos);
        if (held == null || nanos <= 0 || !ticket.trusted) {
            ticket.term.discard(key);
            return;
        }
        long until = ticket.nanos + nanos;
        List<String> tags = held.tags();
        Ahead ahead = held.ahead();
        Draws draws = ahead == null ? null : new Draws(ahead, ticket.nanos + held.freshNanos(), random);
        NearEntry<K, V> entry = new NearEntry<>(key, keys.apply(key).bytes(), held, until, draws, marks.of(tags));
        ticket.term.hold(entry, () -> open(ticket.number, entry.digest(), tags));
    }

    private boolean open(long number, long digest, List<String> tags) {
        if (!fences.open(digest, number) || !fences.open(ALL, number)) {
            return false;
        }
        for (String tag : tags) {
            if (!fences.open(Digest.of(tag), number)) {
                return false;
            }
        }
        return true;
    }

    /** The digest of a key, for {@link #changing} and {@link #changedHere}. */
    long digest(K key) {
        return Digest.of(keys.apply(key).bytes());
    }

    /** This process is about to change a key: it is forgotten now, and nothing of it is held until {@link #changedHere}. */
    void changing(long digest) {
        fences.begin(digest);
        term.drop(digest);
    }

    /** The change has ended, or failed: what was read before now is not held. */
    void changedHere(long digest) {
        fences.end(digest);
    }

    /** As {@link #changing(long)}, of a mark. */
    void changing(String mark) {
        fences.begin(Digest.of(mark));
        forget(mark);
    }

    void changedHere(String mark) {
        fences.end(Digest.of(mark));
    }

    /** A key was changed, by anybody. */
    void changed(byte[] key) {
        long digest = Digest.of(key);
        fences.changed(digest);
        term.drop(digest);
    }

    /** A mark was changed, by anybody. */
    void changed(String mark) {
        fences.changed(Digest.of(mark));
        forget(mark);
    }

    private void forget(String mark) {
        if (mark.equals(Marks.ALL)) {
            begin(false);
        } else {
            marks.changed(mark);
        }
    }

    /** Changes may not have been told: all is forgotten, and nothing held until {@link #inSync}. */
    void lost() {
        if (begin(true)) {
            report.localReset();
        }
    }

    /** Whether anything can have been held. */
    private synchronized boolean begin(boolean lost) {
        boolean before = heard;
        heard &= !lost;
        long trustedUntil = lost ? nanoClock.getAsLong() - LONG_AGO : term.trustedUntilNanos();
        term = new NearTerm<>(maximumWeight, report.tally.localEvictions, trustedUntil);
        return before;
    }

    /** All changes before a moment have been told. */
    synchronized void inSync(long asOfNanos) {
        long until = asOfNanos + stalenessNanos;
        if (!closed && until - term.trustedUntilNanos() > 0) {
            term.trustUntil(until);
            heard = true;
        }
    }

    /** Forgets everything, for ever. */
    synchronized void close() {
        closed = true;
        begin(true);
    }

    NearTerm<K, V> term() {
        return term;
    }

    LocalMarks marks() {
        return marks;
    }

    /** What was known when a read below began. */
    static final class Ticket<K, V> {
        private final NearTerm<K, V> term;
        private final long number;
        private final long nanos;
        private final boolean trusted;

        Ticket(NearTerm<K, V> term, long number, long nanos, boolean trusted) {
            this.term = term;
            this.number = number;
            this.nanos = nanos;
            this.trusted = trusted;
        }
    }
}
