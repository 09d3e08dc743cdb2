package dev.redkeep.pubsub.topic;

import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.codec.UnreadableDataException;
import dev.redkeep.core.script.ScriptReply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the stream holds at a place. */
final class Entry {
    static final String SAID = "m";
    private static final String FOR = "redkeep:for";
    private static final String ORIGIN = "redkeep:origin";

    private final EntryId id;
    private final byte @Nullable [] said;
    private final @Nullable String only;
    private final EntryId origin;

    private Entry(EntryId id, byte @Nullable [] said, @Nullable String only, EntryId origin) {
        this.id = id;
        this.said = said;
        this.only = only;
        this.origin = origin;
    }

    EntryId id() {
        return id;
    }

    /** Some are for one group alone. */
    boolean isFor(String group) {
        return only == null || only.equals(group);
    }

    /**
     * The message.
     *
     * @throws UnreadableDataException if the codec cannot read it, or another program wrote something else
     */
    <T> TopicMessage<T> message(Codec<T> codec, int attempt) {
        if (said == null) {
            throw UnreadableDataException.of(
                    UnreadableDataException.Reason.MALFORMED, codec.toString(), 0, "no field " + SAID);
        }
        return new TopicMessage<>(id, attempt, origin, codec.decode(said));
    }

    static Entry of(EntryId id, List<byte[]> fields) {
        byte[] said = null;
        String only = null;
        EntryId origin = id;
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            byte[] value = fields.get(i + 1);
            switch (text(fields.get(i))) {
                case SAID -> said = value;
                case FOR -> only = text(value);
                case ORIGIN -> origin = EntryId.parsed(text(value)).orElse(id);
                default -> {} // of another program
            }
        }
        return new Entry(id, said, only, origin);
    }

    /** As a script tells it: a table of names and values. */
    static Entry of(EntryId id, ScriptReply fields) {
        List<byte[]> all = new ArrayList<>();
        fields.slots().forEach(field -> all.add(field.bytes()));
        return of(id, all);
    }

    /** As {@code XRANGE} tells them. */
    static List<Entry> all(List<?> reply) {
        List<Entry> all = new ArrayList<>();
        for (Object told : reply) {
            List<?> parts = (List<?>) told;
            all.add(of(EntryId.parse(text((byte[]) parts.get(0))), fields((List<?>) parts.get(1))));
        }
        return all;
    }

    static List<byte[]> fields(List<?> told) {
        List<byte[]> fields = new ArrayList<>();
        told.forEach(field -> fields.add((byte[]) field));
        return fields;
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
