package dev.redkeep.cache;

import dev.redkeep.cache.Lifetimes.Life;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.codec.ValueTooLargeException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes what is to be stored of a value. */
final class Drafts<K, V> {
    private static final Logger LOG = LoggerFactory.getLogger(Cache.class);
    private static final int MOST_TAGS = 64;
    private static final byte[] NONE = {};

    private final Codec<V> codec;
    private final boolean documented;
    private final boolean noted;
    private final @Nullable BiFunction<? super K, ? super V, ? extends Collection<String>> tags;
    private final Lifetimes<K, V> lifetimes;
    private final int maxBytes;
    private final int maxStored;
    private final Report report;
    private final Set<Class<?>> logged = ConcurrentHashMap.newKeySet();

    /**
     * What the application's functions say of a value.
     *
     * @param life how long it lives; null if it is not to be stored
     * @param encoded null if it is not to be stored
     * @param tags the marks of its tags, each once
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record Prepared(boolean absent, @Nullable Life life, byte @Nullable [] encoded, Collection<String> tags) {}

    Drafts(
            CacheSchema<K, V> schema,
            Codec<V> codec,
            boolean noted,
            Lifetimes<K, V> lifetimes,
            int maxBytes,
            Report report) {
        this.codec = codec;
        this.documented = schema.documented;
        this.noted = noted;
        this.tags = schema.tags;
        this.lifetimes = lifetimes;
        this.maxBytes = maxBytes;
        this.maxStored = schema.pattern.facts().maxBytes().orElse(Integer.MAX_VALUE);
        this.report = report;
    }

    /** Throws what the application's functions throw. */
    Prepared prepare(K key, @Nullable V value) {
        Collection<String> marks = tagMarks(key, value);
        Life life = lifetimes.of(key, value);
        return new Prepared(value == null, life, life == null ? null : encoded(value), marks);
    }

    /** The same for a value that was loaded: null if one of them throws, since the value can be given all the same. */
    @Nullable
    Prepared prepareLoaded(K key, @Nullable V value) {
        try {
            return prepare(key, value);
        } catch (RuntimeException fault) {
            if (logged.add(fault.getClass())) { // without its message, which may tell of the value
                LOG.warn(
                        "Values of {} are not stored, which is said once: their tags, time or codec threw {}",
                        report.pattern(),
                        fault.getClass().getName());
            }
            return null;
        }
    }

    private Collection<String> tagMarks(K key, @Nullable V value) {
        if (tags == null || value == null) {
            return List.of();
        }
        Set<String> marks = new LinkedHashSet<>();
        for (String tag : tags.apply(key, value)) {
            marks.add(Marks.tag(tag));
        }
        if (marks.size() > MOST_TAGS) {
            throw new IllegalArgumentException(
                    "tags of a value must be at most " + MOST_TAGS + ", not " + marks.size());
        }
        return marks;
    }

    /**
     * What to store; null if nothing: it is too large, its time is over already, or absence is not remembered.
     *
     * @param now in Unix milliseconds, not later than it is at the server
     */
    @Nullable
    Draft of(Prepared prepared, Taken taken, long now, long loadNanos) {
        Life life = prepared.life();
        byte[] encoded = prepared.encoded();
        if (life == null || encoded == null) {
            return null;
        }
        Envelope envelope = new Envelope(
                prepared.absent(),
                life.outlives(),
                codec.fingerprint(),
                documented ? Checksum.of(encoded) : ThreadLocalRandom.current().nextLong(),
                life.forEver() ? Long.MAX_VALUE : now + life.freshMillis(),
                (int) Math.min(Integer.MAX_VALUE, loadNanos / 1_000),
                taken.all(),
                taken.group(),
                tags != null,
                taken.tags());
        Draft draft =
                documented ? beside(prepared.absent(), encoded, life, envelope) : inFront(encoded, life, envelope);
        int size = draft.valueOrNone().length;
        if (size <= maxStored) {
            return draft;
        }
        report.tooLarge(size);
        return null;
    }

    private static Draft inFront(byte[] encoded, Life life, Envelope envelope) {
        return new Draft(envelope.before(encoded), null, life.keptMillis(), envelope);
    }

    private Draft beside(boolean absent, byte[] encoded, Life life, Envelope envelope) {
        byte[] note = noted ? envelope.before(NONE) : null;
        return new Draft(absent ? null : encoded, note, life.keptMillis(), envelope);
    }

    /** Null if it is too large. */
    private byte @Nullable [] encoded(@Nullable V value) {
        if (value == null) {
            return NONE;
        }
        try {
            byte[] encoded = codec.encode(value);
            if (encoded.length <= maxBytes) {
                return encoded;
            }
            report.tooLarge(encoded.length);
        } catch (ValueTooLargeException large) {
            report.tooLarge(large.size());
        }
        return null;
    }
}
