package dev.redkeep.core.key;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A template and its segments in one layout: what a pattern renders and parses with. */
final class KeyShape {
    final byte[][] literals;
    final List<Segment<?>> segments;
    final Place[] places;
    final int literalBytes;

    private KeyShape(byte[][] literals, List<Segment<?>> segments, Place[] places) {
        this.literals = literals;
        this.segments = segments;
        this.places = places;
        int bytes = 0;
        for (byte[] literal : literals) {
            bytes += literal.length;
        }
        this.literalBytes = bytes;
    }

    static KeyShape of(KeyTemplate template, List<? extends Segment<?>> declared, KeyLayout layout) {
        List<Segment<?>> segments = new ArrayList<>();
        List<StringBuilder> literals = new ArrayList<>();
        template.literals().forEach(literal -> literals.add(new StringBuilder(literal)));
        int tagged = tagged(declared);
        int tag = layout == KeyLayout.HARDENED ? tagged : -1;
        if (tag >= 0) {
            literals.get(tag).append('{');
            literals.get(tag + 1).insert(0, '}');
        }
        Place[] places = new Place[declared.size()];
        for (int i = 0; i < places.length; i++) {
            Segment<?> segment = declared.get(i);
            segments.add(layout == KeyLayout.HARDENED ? segment.hardened() : segment);
            CharSequence next = literals.get(i + 1);
            int stop = next.length() == 0 ? Place.REST : next.charAt(0);
            places[i] = new Place(template.names().get(i), stop, i <= tag);
            segments.get(i).checkPlace(places[i]);
        }
        byte[][] bytes = literals.stream()
                .map(literal -> literal.toString().getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        return new KeyShape(bytes, List.copyOf(segments), places);
    }

    private static int tagged(List<? extends Segment<?>> segments) {
        int tag = -1;
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).tagged()) {
                if (tag >= 0) {
                    throw new IllegalArgumentException("only one segment of a pattern can be the hash tag");
                }
                tag = i;
            }
        }
        return tag;
    }

    /** The literals, and anything between them. No character that a literal may have means more in a glob than itself. */
    byte[] glob() {
        return Stream.of(literals)
                .map(literal -> new String(literal, StandardCharsets.US_ASCII))
                .collect(Collectors.joining("*"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Writes literal number {@code i} and returns the position behind it. */
    int literal(int i, byte[] into, int at) {
        byte[] literal = literals[i];
        System.arraycopy(literal, 0, into, at, literal.length);
        return at + literal.length;
    }

    /** The values of a key of this shape, or null if it is none. */
    Object @Nullable [] split(byte[] key) {
        Object[] values = new Object[places.length];
        int at = literals[0].length;
        if (!has(literals[0], key, 0)) {
            return null;
        }
        for (int i = 0; i < values.length; i++) {
            int end = end(key, at, places[i]);
            byte[] next = literals[i + 1];
            if (end <= at || !has(next, key, end)) {
                return null;
            }
            Object value = segments.get(i).read(key, at, end, places[i]);
            if (value == null) {
                return null;
            }
            values[i] = value;
            at = end + next.length;
        }
        return at == key.length ? values : null;
    }

    /** Where the value at {@code from} ends, or -1. No value is empty, so a stop byte in front belongs to the value. */
    private static int end(byte[] key, int from, Place place) {
        if (place.takesRest()) {
            return key.length;
        }
        for (int i = from + 1; i < key.length; i++) {
            if (key[i] == place.stop()) {
                return i;
            }
        }
        return -1;
    }

    private static boolean has(byte[] literal, byte[] key, int at) {
        if (at + literal.length > key.length) {
            return false;
        }
        for (int i = 0; i < literal.length; i++) {
            if (key[at + i] != literal[i]) {
                return false;
            }
        }
        return true;
    }

    KeyLanguage language() {
        KeyLanguage language = new KeyLanguage();
        int at = language.literal(language.state(), literals[0]);
        for (int i = 0; i < places.length; i++) {
            at = language.literal(segments.get(i).describe(language, at, places[i]), literals[i + 1]);
        }
        language.accept(at);
        return language;
    }
}
