package dev.redkeep.core.key;

import java.util.List;
import java.util.Optional;

/**
 * A pattern with one placeholder. See {@link KeyPattern}.
 *
 * @param <A> the type of the placeholder's values
 */
public final class KeyPattern1<A> extends KeyPattern {
    private final Segment<A> a;

    @SuppressWarnings("unchecked") // the segments are those that the factory took, or their hardened forms
    KeyPattern1(KeyTemplate template, List<Segment<?>> segments, KeyFacts facts, KeyLayout layout) {
        super(template, segments, facts, layout);
        a = (Segment<A>) shape.segments.get(0);
    }

    /**
     * Renders a key. Nothing is sent.
     *
     * @param value the placeholder's value
     * @return the key
     * @throws IllegalArgumentException if a value is out of its segment's bounds; the message names the placeholder
     */
    public Key key(A value) {
        int aSize = a.size(value, shape.places[0]);
        byte[] bytes = new byte[shape.literalBytes + aSize];
        int at = shape.literal(0, bytes, 0);
        at = a.write(value, aSize, bytes, at, shape.places[0]);
        shape.literal(1, bytes, at);
        return new Key(this, bytes);
    }

    /**
     * What every key begins with, up to the value, for a script that finds values on the server: see
     * {@link KeyPattern2#prefix}.
     *
     * @return such as {@code tk:session:}
     * @throws IllegalArgumentException if the segment does not end the key, or has reserved words, or is a hash tag in the
     *     hardened layout
     */
    public byte[] prefix() {
        if (!a.standsAsItIs(shape.places[0])) {
            throw new IllegalArgumentException(template() + " has no prefix that its value is put behind as it is");
        }
        byte[] bytes = new byte[shape.literalBytes];
        shape.literal(0, bytes, 0);
        return bytes;
    }

    /**
     * Reads a key's value back.
     *
     * @param key the key's bytes
     * @return the value, or empty if this pattern never renders that key
     */
    @SuppressWarnings("unchecked") // the segment read it
    public Optional<A> parse(byte[] key) {
        Object[] values = shape.split(key);
        return values == null ? Optional.empty() : Optional.of((A) values[0]);
    }

    @Override
    public KeyPattern1<A> in(KeyLayout other) {
        return other == layout() ? this : new KeyPattern1<>(parsedTemplate(), segments(), facts(), other);
    }

    @Override
    public KeyPattern1<A> behind(String literal, KeyFacts facts) {
        return new KeyPattern1<>(Companions.template(this, literal, facts), segments(), facts, layout());
    }
}
