package dev.redkeep.cache;

import dev.redkeep.core.client.Outcome;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisWrongTypeException;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.codec.UnreadableDataException;
import dev.redkeep.core.key.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads what is cached, and understands it. Throws what Redis' client throws, and nothing for what it finds. */
final class Reader<K, V> {
    final boolean documented;
    final long fingerprint;
    final int maxBytes;
    final Report report;
    final @Nullable BiFunction<? super K, ? super V, ? extends Collection<String>> tags;

    private final Redis redis;
    private final MarkBoard marks;
    private final Codec<V> codec;
    private final boolean clearable;
    private final boolean grouped;

    Reader(Redis redis, CacheSchema<K, V> schema, Codec<V> codec, MarkBoard marks, int maxBytes, Report report) {
        this.redis = redis;
        this.marks = marks;
        this.codec = codec;
        this.fingerprint = codec.fingerprint();
        this.documented = schema.documented;
        this.tags = schema.tags;
        this.clearable = schema.clearable;
        this.grouped = schema.group != null;
        this.maxBytes = maxBytes;
        this.report = report;
    }

    /** One value: one trip, two if it has tags. */
    Look<V> look(Address<K> at) {
        Reading<K, V> reading = read(at);
        Set<String> tagged = new HashSet<>();
        reading.addTags(tagged);
        if (!tagged.isEmpty()) {
            reading.checkTags(marks.numbers(tagged));
        }
        return reading.look(at.group());
    }

    private Reading<K, V> read(Address<K> at) {
        if (at.note() == null && at.all() == null && at.groupMark() == null) {
            return new Reading<>(this, at.key(), get(at.value()), null, MarkBoard.MISSING, MarkBoard.MISSING);
        }
        Bytes bytes = new Bytes(redis.readAll("cache.read", at.reads()));
        byte[] value = bytes.next();
        byte[] note = at.note() == null ? null : bytes.next();
        long all = at.all() == null ? MarkBoard.MISSING : MarkBoard.number(bytes.next());
        long group = at.groupMark() == null ? MarkBoard.MISSING : MarkBoard.number(bytes.next());
        return new Reading<>(this, at.key(), counted(value), note, all, group);
    }

    /** Of another type: nothing that could be read, as {@code MGET} has it. */
    private byte @Nullable [] get(Key key) {
        try {
            return counted(redis.execute("cache.read", key, commands -> commands.get(key.bytes()))
                    .orElse(null));
        } catch (RedisWrongTypeException other) {
            return null;
        }
    }

    /** Many values, in the order of the addresses: one trip for each node, two if some have tags. */
    List<Look<V>> lookAll(List<Address<K>> ats) {
        List<Reading<K, V>> readings = readAll(ats);
        Set<String> tagged = new HashSet<>();
        readings.forEach(reading -> reading.addTags(tagged));
        Map<String, Long> numbers = tagged.isEmpty() ? Map.of() : marks.numbers(tagged);
        List<Look<V>> looks = new ArrayList<>(ats.size());
        for (int i = 0; i < ats.size(); i++) {
            readings.get(i).checkTags(numbers);
            looks.add(readings.get(i).look(ats.get(i).group()));
        }
        return looks;
    }

    /** The marks first, each once, then what has them: so the answers are taken in the order in which they come. */
    private List<Reading<K, V>> readAll(List<Address<K>> ats) {
        List<Key> asked = new ArrayList<>(2 * ats.size() + 1);
        Key allMark = ats.isEmpty() ? null : ats.get(0).all();
        if (allMark != null) {
            asked.add(allMark);
        }
        Set<Key> groups = groups(ats);
        asked.addAll(groups);
        for (Address<K> at : ats) {
            at.addOwn(asked);
        }
        Bytes bytes = new Bytes(redis.readAll("cache.read", asked));
        long all = allMark == null ? MarkBoard.MISSING : MarkBoard.number(bytes.next());
        Map<Key, Long> numbers = new HashMap<>();
        for (Key group : groups) {
            numbers.put(group, MarkBoard.number(bytes.next()));
        }
        List<Reading<K, V>> readings = new ArrayList<>(ats.size());
        for (Address<K> at : ats) {
            byte[] value = counted(bytes.next());
            byte[] note = at.note() == null ? null : bytes.next();
            Key group = at.groupMark();
            long number = group == null ? MarkBoard.MISSING : numbers.getOrDefault(group, MarkBoard.MISSING);
            readings.add(new Reading<>(this, at.key(), value, note, all, number));
        }
        return readings;
    }

    private Set<Key> groups(List<Address<K>> ats) {
        if (!grouped) {
            return Set.of();
        }
        Set<Key> groups = new LinkedHashSet<>();
        for (Address<K> at : ats) {
            Key group = at.groupMark();
            if (group != null) {
                groups.add(group);
            }
        }
        return groups;
    }

    private byte @Nullable [] counted(byte @Nullable [] value) {
        if (value != null) {
            report.tally.bytesRead.add(value.length);
        }
        return value;
    }

    /**
     * Whether nothing that an entry stands under was forgotten since it was stored. One that a process stored which has other marks
     * is none of ours: of some that it does not name we may know that they were set, of some that it names we do not.
     */
    boolean holds(Envelope envelope, long all, long group) {
        return holds(clearable, envelope.all(), all)
                && holds(grouped, envelope.group(), group)
                && envelope.tagged() == (tags != null);
    }

    private static boolean holds(boolean marked, long stored, long now) {
        return stored == now && marked == (stored != MarkBoard.MISSING);
    }

    /** Null if it cannot be read, whatever its codec throws. */
    @Nullable
    V decode(byte[] bytes, int from) {
        try {
            return codec.decode(bytes, from);
        } catch (UnreadableDataException unreadable) {
            report.unreadable(String.valueOf(unreadable.getMessage()));
        } catch (RuntimeException fault) {
            report.unreadable("its codec threw " + fault.getClass().getName());
        }
        return null;
    }

    /** Answers one after the other. */
    private static final class Bytes {
        private final List<Outcome<byte[]>> read;
        private int next;

        Bytes(List<Outcome<byte[]>> read) {
            this.read = read;
        }

        byte @Nullable [] next() {
            return read.get(next++).get().orElse(null);
        }
    }
}
