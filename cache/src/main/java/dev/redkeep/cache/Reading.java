package dev.redkeep.cache;

import dev.redkeep.cache.Envelope.Tagged;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was read under one key while it is being understood: first what is remembered about it, then its tags' marks, then the value. */
final class Reading<K, V> {
    private final Reader<K, V> reader;
    private final K key;
    private final byte @Nullable [] bytes;
    private final byte @Nullable [] note;
    private @Nullable Envelope envelope;
    private @Nullable V value;
    private List<Tagged> tags = List.of();
    private boolean valid;

    /**
     * Understands all but the tags.
     *
     * @param all the number of the mark that all have
     * @param group the number of the group's mark
     */
    Reading(Reader<K, V> reader, K key, byte @Nullable [] bytes, byte @Nullable [] note, long all, long group) {
        this.reader = reader;
        this.key = key;
        this.bytes = bytes;
        this.note = note;
        if (reader.documented) {
            readDocumented(all, group);
        } else {
            readNative(all, group);
        }
    }

    private void readNative(long all, long group) {
        if (bytes == null) {
            return;
        }
        Envelope read = Envelope.read(bytes);
        if (read == null) {
            reader.report.unreadable("it has no header, or one of another version");
        } else if (read.fingerprint() != reader.fingerprint) {
            reader.report.unreadable("it was written by another version of the codec");
        } else if (reader.holds(read, all, group)) {
            envelope = read;
            tags = read.tags();
            valid = read.absent() || decode(bytes, read.size());
        }
    }

    private void readDocumented(long all, long group) {
        Envelope read = note == null ? null : Envelope.read(note);
        if (read != null && read.fingerprint() == reader.fingerprint && isAbout(read, bytes)) {
            if (reader.holds(read, all, group)) {
                envelope = read;
                tags = read.tags();
                valid = bytes == null || decode(bytes, 0);
            }
        } else if (bytes != null && neverSet(all) && neverSet(group)) {
            valid = decode(bytes, 0);
            tags = foreignTags();
        }
    }

    private static boolean isAbout(Envelope note, byte @Nullable [] bytes) {
        return bytes == null ? note.absent() : !note.absent() && note.stamp() == Checksum.of(bytes);
    }

    /** What another program wrote has no number: it is valid unless one of its marks was set as long as that is known. */
    private static boolean neverSet(long number) {
        return number <= 0 && number != Long.MIN_VALUE;
    }

    private List<Tagged> foreignTags() {
        V read = value;
        if (read == null || reader.tags == null) {
            return List.of();
        }
        List<Tagged> marks = new ArrayList<>();
        try {
            for (String tag : reader.tags.apply(key, read)) {
                marks.add(new Tagged(Marks.tag(tag), MarkBoard.MISSING));
            }
        } catch (RuntimeException fault) {
            reader.report.unreadable("its tags threw " + fault.getClass().getName());
            valid = false;
            return List.of();
        }
        return marks;
    }

    private boolean decode(byte[] from, int at) {
        if (from.length - at > reader.maxBytes) {
            reader.report.unreadable("it is larger than values may be");
            return false;
        }
        value = reader.decode(from, at);
        return value != null;
    }

    void addTags(Collection<String> marks) {
        if (valid) {
            for (Tagged tag : tags) {
                marks.add(tag.mark());
            }
        }
    }

    /** Holds the tags' marks against what they are now. */
    void checkTags(Map<String, Long> numbers) {
        for (Tagged tag : tags) {
            long now = numbers.getOrDefault(tag.mark(), MarkBoard.MISSING);
            valid &= envelope == null ? neverSet(now) : now != MarkBoard.MISSING && now == tag.number();
        }
    }

    Look<V> look(@Nullable String group) {
        if (!valid) {
            return new Look<>(bytes, note, null);
        }
        int weight = bytes == null ? Envelope.HEAD_BYTES : bytes.length;
        return new Look<>(bytes, note, new Entry<>(value, envelope, weight, Envelope.marks(tags, group)));
    }
}
