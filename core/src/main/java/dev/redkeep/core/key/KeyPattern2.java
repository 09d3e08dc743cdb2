package dev.redkeep.core.key;

import java.util.List;
import java.util.Optional;

/**
 * A pattern with two placeholders. See {@link KeyPattern}.
 *
 * @param <A> the type of the first one's values
 * @param <B> the type of the second one's values
 */
public final class KeyPattern2<A, B> extends KeyPattern {
    private final Segment<A> a;
    private final Segment<B> b;

    @SuppressWarnings("unchecked") // the segments are those that the factory took, or their hardened forms
    KeyPattern2(KeyTemplate template, List<Segment<?>> segments, KeyFacts facts, KeyLayout layout) {
        super(template, segments, facts, layout);
        a = (Segment<A>) shape.segments.get(0);
        b = (Segment<B>) shape.segments.get(1);
    }

    /**
     * Renders a key. Nothing is sent.
     *
     * @param first the first placeholder's value
     * @param second the second placeholder's value
     * @return the key
     * @throws IllegalArgumentException if a value is out of its segment's bounds; the message names the placeholder
     */
    public Key key(A first, B second) {
        int aSize = a.size(first, shape.places[0]);
        int bSize = b.size(second, shape.places[1]);
        byte[] bytes = new byte[shape.literalBytes + aSize + bSize];
        int at = shape.literal(0, bytes, 0);
        at = a.write(first, aSize, bytes, at, shape.places[0]);
        at = shape.literal(1, bytes, at);
        at = b.write(second, bSize, bytes, at, shape.places[1]);
        shape.literal(2, bytes, at);
        return new Key(this, bytes);
    }

    /**
     * What every key with this first value begins with, up to the second value. A script that finds second values on the
     * server, in an index for instance, puts them behind it, which is right where the second segment is the last one and
     * so stands as it is. In the hardened layout the second value of a credential is its digest.
     *
     * @param first the first placeholder's value
     * @return such as {@code session:123:}
     * @throws IllegalArgumentException if the value is out of its segment's bounds, or the second segment does not
     *     end the key, or has reserved words
     */
    public byte[] prefix(A first) {
        if (!b.standsAsItIs(shape.places[1])) {
            throw new IllegalArgumentException(
                    template() + " has no prefix that its second value is put behind as it is");
        }
        int aSize = a.size(first, shape.places[0]);
        byte[] bytes = new byte[shape.literalBytes + aSize];
        shape.literal(1, bytes, a.write(first, aSize, bytes, shape.literal(0, bytes, 0), shape.places[0]));
        return bytes;
    }

    /**
     * Reads a key's values back.
     *
     * @param key the key's bytes
     * @return the values, or empty if this pattern never renders that key
     */
    @SuppressWarnings("unchecked") // the segments read them
    public Optional<Values<A, B>> parse(byte[] key) {
        Object[] values = shape.split(key);
        return values == null ? Optional.empty() : Optional.of(new Values<>((A) values[0], (B) values[1]));
    }

    @Override
    public KeyPattern2<A, B> in(KeyLayout other) {
        return other == layout() ? this : new KeyPattern2<>(parsedTemplate(), segments(), facts(), other);
    }

    @Override
    public KeyPattern2<A, B> behind(String literal, KeyFacts facts) {
        return new KeyPattern2<>(Companions.template(this, literal, facts), segments(), facts, layout());
    }

    /**
     * The values of a key.
     *
     * @param <A> the type of the first one
     * @param <B> the type of the second one
     * @param first the first placeholder's value
     * @param second the second placeholder's value
     */
    public record Values<A, B>(A first, B second) {
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
