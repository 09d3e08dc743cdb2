package dev.redkeep.cache;

import static dev.redkeep.core.key.Segment.text;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyFacts;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.key.KeyPattern2;
import dev.redkeep.core.key.RedisType;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptCall;
import dev.redkeep.core.ttl.TtlPolicy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The keys of a cache: each value's, beside it its lease and perhaps its note; and the cache's marks, in a slot of their own. */
final class EntryKeys<K> {
    /** What marks share: a clock that counts how often one was set. */
    static final String CLOCK = "clock";

    static final KeyPattern2<String, String> MARK = KeyPattern.of(
                    "cache-mark:{cache}:{mark}", text().hashTag().max(8_192), text().max(1_100))
            .string()
            .ttl(TtlPolicy.until("no value that was stored under it can be left"))
            .owner("cache")
            .in(KeyLayout.HARDENED);

    /** Where the keys that change are published, if a cache announces them: each message is the bytes of a key. */
    static final KeyPattern1<String> CHANGES =
            KeyPattern.of("cache-changes:{cache}", text().max(8_192)).channel().owner("cache");

    private static final String NOTE = "cache-note:";
    private static final byte[] NOTE_BYTES = NOTE.getBytes(US_ASCII);
    private static final byte[] UNTOLD = {};
    private static final Duration LEAST_LEASE = Duration.ofMillis(1);
    private static final Duration MOST_LEASE = Duration.ofMinutes(11);

    private final Function<? super K, Key> values;
    private final @Nullable Function<? super K, String> groups;
    private final KeyPattern pattern;
    private final KeyPattern leases;
    private final KeyPattern notes;
    private final boolean documented;
    private final boolean noted;
    private final @Nullable Key all;
    private final byte[] channel;

    EntryKeys(CacheSchema<K, ?> schema, boolean noted, boolean announced) {
        this.pattern = schema.pattern;
        this.values = schema.keys;
        this.groups = schema.group;
        this.leases = leases(pattern);
        this.notes = notes(pattern);
        this.documented = schema.documented;
        this.noted = noted;
        this.all = schema.clearable ? mark(Marks.ALL) : null;
        this.channel = announced ? channel(pattern).bytes() : UNTOLD;
    }

    /** All that a cache of such values may write. */
    static List<KeyPattern> patterns(KeyPattern values) {
        return List.of(values, leases(values), notes(values), MARK, CHANGES);
    }

    /** Where changes of a cache of such values are published. */
    static Key channel(KeyPattern values) {
        return CHANGES.key(values.template());
    }

    private static KeyPattern leases(KeyPattern values) {
        return values.behind("cache-lease:", beside(values.facts(), TtlPolicy.between(LEAST_LEASE, MOST_LEASE)));
    }

    static KeyPattern notes(KeyPattern values) {
        KeyFacts facts = values.facts();
        return values.behind(NOTE, beside(facts, facts.ttl().orElseThrow()));
    }

    /** The key of the value that a note's key is about; any other key as it is. */
    static byte[] valueOfNote(byte[] key) {
        int lead = NOTE_BYTES.length;
        boolean note = key.length > lead && Arrays.equals(key, 0, lead, NOTE_BYTES, 0, lead);
        return note ? Arrays.copyOfRange(key, lead, key.length) : key;
    }

    private static KeyFacts beside(KeyFacts facts, TtlPolicy ttl) {
        return new KeyFacts(
                RedisType.STRING,
                Optional.of(ttl),
                "cache",
                facts.sensitivity(),
                OptionalInt.empty(),
                Optional.empty());
    }

    /** Where a value is, and what must be read with it. */
    Address<K> address(K key) {
        Key value = values.apply(key);
        if (value.pattern() != pattern) {
            throw new IllegalArgumentException("key must be of the pattern " + pattern + ", not " + value.pattern());
        }
        String group = groups == null ? null : Marks.group(groups.apply(key));
        return new Address<>(
                key, value, noted ? value.behind(notes) : null, all, group, group == null ? null : mark(group));
    }

    /** Begins a call of a script that changes a value, and tells those who listen. */
    <R> ScriptCall<R> change(Script<R> script, Address<K> at) {
        return script.on(changed(at)).arg(channel);
    }

    /** Begins a call of the script that changes a mark, and tells those who listen. */
    ScriptCall<Long> change(String mark) {
        return CacheScripts.MARK.on(mark(CLOCK), mark(mark)).arg(channel);
    }

    /**
     * What a script takes that changes a value: it, its lease, and its note if anybody may have left one. Others remember what this
     * process does not, such as that there is no value.
     */
    List<Key> changed(Address<K> at) {
        return with(at, documented ? at.value().behind(notes) : null);
    }

    /** What a script takes that compares a value with what was seen: it, its lease, and its note if that was looked at. */
    List<Key> seen(Address<K> at) {
        return with(at, at.note());
    }

    private List<Key> with(Address<K> at, @Nullable Key note) {
        Key lease = at.value().behind(leases);
        return note == null ? List.of(at.value(), lease) : List.of(at.value(), lease, note);
    }

    Key mark(String mark) {
        return MARK.key(pattern.template(), mark);
    }
}
