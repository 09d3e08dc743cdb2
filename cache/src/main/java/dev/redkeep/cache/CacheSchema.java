package dev.redkeep.cache;

import static dev.redkeep.core.ttl.TtlPolicy.SHORTEST_TTL;
import static java.util.Objects.requireNonNull;

import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.ttl.Between;
import dev.redkeep.core.ttl.Fixed;
import dev.redkeep.core.ttl.TtlPolicy;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a cache stores: the keys' pattern, the values' codec, how long they live, and what they can be forgotten by. Immutable.
 *
 * <p><b>All processes that share a cache</b> should have the same. Where times differ, as while a new version is rolled out, each value
 * has the time of whoever stored it. Where clearing, groups or tags differ, processes take what the others stored for misses, and what is
 * forgotten by them is so for those who have them alike; with {@link #documented} values those who have none of them go on to read
 * what is there, as other programs do. Forgetting by key is for all.
 *
 * <p><b>Two forms of value.</b> {@link #of} puts a header before the encoded value: what the codec's shape is, until when it is fresh,
 * how long it took to load. A value of another shape is a miss, so that a new version of a service may share Redis with the old.
 * {@link #documented} stores the encoded value and nothing else, so that other programs read and write it; what must be remembered
 * is then a second key, {@code cache-note:} and the value's key, and is only written if something asks for it.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class CacheSchema<K, V> {
    final KeyPattern pattern;
    final Function<? super K, Key> keys;
    final Codec<V> codec;
    final boolean documented;
    final @Nullable BiFunction<? super K, ? super V, Duration> timeToLive;
    final @Nullable Duration steadyTime;
    final Duration absentFor;
    final @Nullable BiFunction<? super K, ? super V, ? extends Collection<String>> tags;
    final @Nullable Function<? super K, String> group;
    final boolean clearable;

    private static final Duration LONGEST = Duration.ofDays(3_650);

    private CacheSchema(CacheSchemaDraft<K, V> changed) {
        this.pattern = changed.pattern;
        this.keys = changed.keys;
        this.codec = changed.codec;
        this.documented = changed.documented;
        this.timeToLive = changed.timeToLive;
        this.steadyTime = changed.steadyTime;
        this.absentFor = changed.absentFor;
        this.tags = changed.tags;
        this.group = changed.group;
        this.clearable = changed.clearable;
    }

    /**
     * Values with a header. Absence is remembered for 10 s or the least time to live, whichever is shorter; the cache can be cleared,
     * unless {@link #notClearable} says that it cannot.
     *
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @param pattern the keys; strings. On a Redis Cluster in {@link dev.redkeep.core.key.KeyLayout#HARDENED} with a hash tag
     * @param codec the values
     * @return the schema
     * @throws IllegalArgumentException if the pattern's keys are no strings, are deprecated, or live on a {@linkplain TtlPolicy#sliding
     *     sliding} or computed policy
     */
    public static <K, V> CacheSchema<K, V> of(KeyPattern1<K> pattern, Codec<V> codec) {
        return of(pattern, pattern::key, codec);
    }

    /**
     * Values with a header, under keys of several parts.
     *
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @param pattern the keys
     * @param keys the key of a {@code K}, of that pattern
     * @param codec the values
     * @return the schema
     * @throws IllegalArgumentException as {@link #of(KeyPattern1, Codec)}
     */
    public static <K, V> CacheSchema<K, V> of(KeyPattern pattern, Function<? super K, Key> keys, Codec<V> codec) {
        return new CacheSchema<>(new CacheSchemaDraft<>(pattern, keys, codec, false));
    }

    /**
     * Values as they are, for other programs to read and write. Absence is not remembered, and the cache cannot be cleared, unless
     * {@link #absentFor} and {@link #clearable} say so.
     *
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @param pattern the keys
     * @param codec the values
     * @return the schema
     * @throws IllegalArgumentException as {@link #of(KeyPattern1, Codec)}
     */
    public static <K, V> CacheSchema<K, V> documented(KeyPattern1<K> pattern, Codec<V> codec) {
        return documented(pattern, pattern::key, codec);
    }

    /**
     * Values as they are, under keys of several parts.
     *
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @param pattern the keys
     * @param keys the key of a {@code K}, of that pattern
     * @param codec the values
     * @return the schema
     * @throws IllegalArgumentException as {@link #of(KeyPattern1, Codec)}
     */
    public static <K, V> CacheSchema<K, V> documented(
            KeyPattern pattern, Function<? super K, Key> keys, Codec<V> codec) {
        return new CacheSchema<>(new CacheSchemaDraft<>(pattern, keys, codec, true));
    }

    /**
     * Another time to live, for all values. Without it they live as long as the pattern says: its fixed time, or the most that
     * it allows, or until they are invalidated.
     *
     * @param time what the pattern allows: from the least to the most that it declares; from 1 ms to 10 years if it declares none
     * @return a schema like this
     * @throws IllegalArgumentException if it is out of range, or the pattern's time is fixed
     */
    public CacheSchema<K, V> timeToLive(Duration time) {
        checkTime("timeToLive", time, least());
        return timeToLive((key, value) -> time, time);
    }

    /**
     * A time to live for each kind of value.
     *
     * @param time what the pattern allows, from 1 ms; what is longer is cut to it, what is less than 1 ms is not stored
     * @return a schema like this
     * @throws IllegalArgumentException if the pattern's time is fixed
     */
    public CacheSchema<K, V> timeToLive(BiFunction<? super K, ? super V, Duration> time) {
        return timeToLive(time, null);
    }

    private CacheSchema<K, V> timeToLive(
            BiFunction<? super K, ? super V, Duration> time, @Nullable Duration steadyTime) {
        if (pattern.facts().ttl().orElseThrow() instanceof Fixed) {
            throw new IllegalArgumentException("timeToLive must be left out: " + pattern + " declares a fixed one");
        }
        CacheSchemaDraft<K, V> changed = new CacheSchemaDraft<>(this);
        changed.timeToLive = requireNonNull(time, "time");
        changed.steadyTime = steadyTime;
        return new CacheSchema<>(changed);
    }

    /**
     * How long it is remembered that there is no value.
     *
     * @param time from 1 ms to what the pattern allows; zero to not remember it
     * @return a schema like this
     * @throws IllegalArgumentException if it is out of range
     */
    public CacheSchema<K, V> absentFor(Duration time) {
        if (!time.isZero()) {
            checkTime("absentFor", time, SHORTEST_TTL);
        }
        CacheSchemaDraft<K, V> changed = new CacheSchemaDraft<>(this);
        changed.absentFor = time;
        return new CacheSchema<>(changed);
    }

    /**
     * Lets values be forgotten by tags, which are known when a value is: such as {@code author:5} on an article. A hit then takes
     * a second round trip, for the tags, unless the local level answers.
     *
     * @param tags the tags of a value, at most 64: not empty, up to 1,024 characters each. A tag must follow from the value: what it
     *     was tagged with when it was stored is what counts. Null, or a null among them, is an error as what it throws: {@code put} and
     *     {@code write} throw it before anything is stored, and a value that was loaded is given and not stored
     * @return a schema like this
     */
    public CacheSchema<K, V> taggedBy(BiFunction<? super K, ? super V, ? extends Collection<String>> tags) {
        CacheSchemaDraft<K, V> changed = new CacheSchemaDraft<>(this);
        requireNonNull(tags, "tags");
        changed.tags = (key, value) -> Given.tags(tags.apply(key, value));
        return new CacheSchema<>(changed);
    }

    /**
     * Lets values be forgotten by group: by a part of their keys, such as a user. What the documents call a prefix. It costs no
     * round trip.
     *
     * @param group the group of a key; not empty, up to 1,024 characters. Null is a {@link NullPointerException} of the call that is
     *     about the key
     * @return a schema like this
     */
    public CacheSchema<K, V> groupedBy(Function<? super K, String> group) {
        CacheSchemaDraft<K, V> changed = new CacheSchemaDraft<>(this);
        requireNonNull(group, "group");
        changed.group = key -> Given.group(group.apply(key));
        return new CacheSchema<>(changed);
    }

    /**
     * Lets a {@link #documented} cache be cleared; others can be anyway. Each hit in Redis then reads a second key, the whole cache's
     * mark, in the same round trip; on a Redis Cluster that is one node's, whatever node has the value.
     *
     * @return a schema like this
     */
    public CacheSchema<K, V> clearable() {
        return clearable(true);
    }

    /**
     * Leaves out the mark by which all can be forgotten, so that a hit in Redis reads no key but the value's, if it has no group or
     * tags, nor a note. {@link Cache#clear} then throws. All processes must agree: a {@code clear} of one whose schema has the mark
     * is not heeded where it has not. What those who disagree stored is a miss to each other, so that who clears reads nothing older.
     *
     * @return a schema like this
     */
    public CacheSchema<K, V> notClearable() {
        return clearable(false);
    }

    private CacheSchema<K, V> clearable(boolean clearable) {
        CacheSchemaDraft<K, V> changed = new CacheSchemaDraft<>(this);
        changed.clearable = clearable;
        return new CacheSchema<>(changed);
    }

    /**
     * All keys that such a cache may write, for a catalogue, an ACL or an audit: the values', their leases' and notes'; the marks', and
     * the channels' of {@link CacheOptionsBuilder#announced}, which all caches share.
     *
     * @return the patterns, the values' first
     */
    public List<KeyPattern> patterns() {
        return EntryKeys.patterns(pattern);
    }

    /** The longest that a key may live, by its pattern; empty if for ever. */
    Optional<Duration> longest() {
        return longest(pattern);
    }

    static Optional<Duration> longest(KeyPattern pattern) {
        TtlPolicy policy = pattern.facts().ttl().orElseThrow();
        if (policy instanceof Fixed fixed) {
            return Optional.of(fixed.ttl());
        }
        return policy instanceof Between between ? Optional.of(between.most()) : Optional.empty();
    }

    /** The least that the pattern declares. */
    private Duration least() {
        return pattern.facts().ttl().orElseThrow() instanceof Between between ? between.least() : SHORTEST_TTL;
    }

    private void checkTime(String name, Duration time, Duration least) {
        Duration most = longest().orElse(LONGEST);
        if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    name + " must be " + least + " to " + most + ", as " + pattern + " declares, but is " + time);
        }
    }
}
