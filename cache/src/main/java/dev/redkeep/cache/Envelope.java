package dev.redkeep.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered about a value: in front of it, or as a note beside it. Big-endian: the byte {@code FC}, which no UTF-8 text has; the
 * version 1; flags; the codec's fingerprint (8 bytes); a stamp (8); what it was loaded with; then the numbers of its marks.
 *
 * @param absent whether there is no value, and that is what is known
 * @param outlives whether Redis keeps it longer than it is fresh
 * @param fingerprint the codec's
 * @param stamp another for each time that something is stored; of a note, the checksum of the value that it is about
 * @param freshUntil in Unix milliseconds of the server's clock
 * @param loadMicros how long it took to load
 * @param all the number of the mark that all have; 0 if the cache has none
 * @param group the number of the group's mark; 0 if there are no groups
 * @param tagged whether values of the cache have tags, though this one may have none
 * @param tags its tags' marks, with their numbers
 */
record Envelope(
        boolean absent,
        boolean outlives,
        long fingerprint,
        long stamp,
        long freshUntil,
        int loadMicros,
        long all,
        long group,
        boolean tagged,
        List<Tagged> tags) {
    /** How many bytes tell two entries apart: up to the moment when they are not fresh any more. */
    static final int HEAD_BYTES = 27;

    private static final byte MAGIC = (byte) 0xFC;
    private static final byte VERSION = 1;
    private static final int ABSENT = 1;
    private static final int OUTLIVES = 2;
    private static final int ALL = 4;
    private static final int GROUP = 8;
    private static final int TAGS = 16;
    private static final int FIXED_BYTES = HEAD_BYTES + Integer.BYTES;

    /** A tag's mark, as {@link Marks} names it, and its number when the value was stored. */
    record Tagged(String mark, long number) {}

    /** The names of a value's tags' marks, and of its group's. */
    static List<String> marks(List<Tagged> tags, @Nullable String group) {
        if (tags.isEmpty()) {
            return group == null ? List.of() : List.of(group);
        }
        List<String> marks = new ArrayList<>(tags.size() + 1);
        if (group != null) {
            marks.add(group);
        }
        for (Tagged tag : tags) {
            marks.add(tag.mark());
        }
        return marks;
    }

    int size() {
        int size = FIXED_BYTES + (all == 0 ? 0 : Long.BYTES) + (group == 0 ? 0 : Long.BYTES);
        if (!tagged) {
            return size;
        }
        for (Tagged tag : tags) {
            size += Long.BYTES + Short.BYTES + tag.mark().getBytes(StandardCharsets.UTF_8).length;
        }
        return size + 1;
    }

    /** In front of a value. */
    byte[] before(byte[] value) {
        int size = size();
        ByteBuffer into = ByteBuffer.allocate(Math.addExact(size, value.length));
        write(into);
        return into.put(value).array();
    }

    private void write(ByteBuffer into) {
        into.put(MAGIC).put(VERSION).put((byte) flags()).putLong(fingerprint).putLong(stamp);
        into.putLong(freshUntil).putInt(loadMicros);
        if (all != 0) {
            into.putLong(all);
        }
        if (group != 0) {
            into.putLong(group);
        }
        if (tagged) {
            into.put((byte) tags.size());
            for (Tagged tag : tags) {
                byte[] mark = tag.mark().getBytes(StandardCharsets.UTF_8);
                into.putLong(tag.number()).putShort((short) mark.length).put(mark);
            }
        }
    }

    private int flags() {
        return (absent ? ABSENT : 0)
                | (outlives ? OUTLIVES : 0)
                | (all == 0 ? 0 : ALL)
                | (group == 0 ? 0 : GROUP)
                | (tagged ? TAGS : 0);
    }

    /** What bytes begin with; null if they do not begin with an envelope of this version. */
    static @Nullable Envelope read(byte[] bytes) {
        if (bytes.length < FIXED_BYTES || bytes[0] != MAGIC || bytes[1] != VERSION) {
            return null;
        }
        ByteBuffer from = ByteBuffer.wrap(bytes);
        int flags = from.get(2);
        int marks = ((flags & ALL) == 0 ? 0 : Long.BYTES) + ((flags & GROUP) == 0 ? 0 : Long.BYTES);
        if (bytes.length < FIXED_BYTES + marks) {
            return null;
        }
        from.position(3);
        long fingerprint = from.getLong();
        long stamp = from.getLong();
        long freshUntil = from.getLong();
        int loadMicros = from.getInt();
        long all = (flags & ALL) == 0 ? 0 : from.getLong();
        long group = (flags & GROUP) == 0 ? 0 : from.getLong();
        List<Tagged> tags = (flags & TAGS) == 0 ? List.of() : tags(from);
        return tags == null
                ? null
                : new Envelope(
                        (flags & ABSENT) != 0,
                        (flags & OUTLIVES) != 0,
                        fingerprint,
                        stamp,
                        freshUntil,
                        loadMicros,
                        all,
                        group,
                        (flags & TAGS) != 0,
                        tags);
    }

    private static @Nullable List<Tagged> tags(ByteBuffer from) {
        int count = from.hasRemaining() ? from.get() & 0xFF : 0;
        List<Tagged> tags = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            if (from.remaining() < Long.BYTES + Short.BYTES) {
                return null;
            }
            long number = from.getLong();
            int length = from.getShort() & 0xFFFF;
            if (from.remaining() < length) {
                return null;
            }
            byte[] mark = new byte[length];
            from.get(mark);
            tags.add(new Tagged(new String(mark, StandardCharsets.UTF_8), number));
        }
        return tags;
    }
}
