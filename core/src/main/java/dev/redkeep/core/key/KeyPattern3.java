package dev.redkeep.core.key;

import java.util.List;
import java.util.Optional;

/**
 * A pattern with three placeholders. See {@link KeyPattern}.
 *
 * @param <A> the type of the first one's values
 * @param <B> the type of the second one's values
 * @param <C> the type of the third one's values
 */
public final class KeyPattern3<A, B, C> extends KeyPattern {
    private final Segment<A> a;
    private final Segment<B> b;
    private final Segment<C> c;

    @SuppressWarnings("unchecked") // the segments are those that the factory took, or their hardened forms
    KeyPattern3(KeyTemplate template, List<Segment<?>> segments, KeyFacts facts, KeyLayout layout) {
        super(template, segments, facts, layout);
        a = (Segment<A>) shape.segments.get(0);
        b = (Segment<B>) shape.segments.get(1);
        c = (Segment<C>) shape.segments.get(2);
    }

    /**
     * Renders a key. Nothing is sent.
     *
     * @param first the first placeholder's value
     * @param second the second placeholder's value
     * @param third the third placeholder's value
     * @return the key
     * @throws IllegalArgumentException if a value is out of its segment's bounds; the message names the placeholder
     */
    public Key key(A first, B second, C third) {
        int aSize = a.size(first, shape.places[0]);
        int bSize = b.size(second, shape.places[1]);
        int cSize = c.size(third, shape.places[2]);
        byte[] bytes = new byte[shape.literalBytes + aSize + bSize + cSize];
        int at = shape.literal(0, bytes, 0);
        at = a.write(first, aSize, bytes, at, shape.places[0]);
        at = shape.literal(1, bytes, at);
        at = b.write(second, bSize, bytes, at, shape.places[1]);
        at = shape.literal(2, bytes, at);
        at = c.write(third, cSize, bytes, at, shape.places[2]);
        shape.literal(3, bytes, at);
        return new Key(this, bytes);
    }

    /**
     * Reads a key's values back.
     *
     * @param key the key's bytes
     * @return the values, or empty if this pattern never renders that key
     */
    @SuppressWarnings("unchecked") // the segments read them
    public Optional<Values<A, B, C>> parse(byte[] key) {
        Object[] values = shape.split(key);
        return values == null
                ? Optional.empty()
                : Optional.of(new Values<>((A) values[0], (B) values[1], (C) values[2]));
    }

    @Override
    public KeyPattern3<A, B, C> in(KeyLayout other) {
        return other == layout() ? this : new KeyPattern3<>(parsedTemplate(), segments(), facts(), other);
    }

    @Override
    public KeyPattern3<A, B, C> behind(String literal, KeyFacts facts) {
        return new KeyPattern3<>(Companions.template(this, literal, facts), segments(), facts, layout());
    }

    /**
     * The values of a key.
     *
     * @param <A> the type of the first one
     * @param <B> the type of the second one
     * @param <C> the type of the third one
     * @param first the first placeholder's value
     * @param second the second placeholder's value
     * @param third the third placeholder's value
     */
    public record Values<A, B, C>(A first, B second, C third) {
        /**
         * Shows no value, since one may be a credential.
         *
         * @return a constant
         */
        @Override
        public String toString() {
            return "Values";
        }
    }
}
