package dev.redkeep.core.key;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * One line of a key schema, as code: how a key is spelled, what Redis stores under it, how long, who owns it and who
 * may see it. It renders values to a {@link Key} and parses a key back.
 *
 * <pre>{@code
 * static final KeyPattern2<Long, String> SESSION = KeyPattern
 *         .of("session:{user_id}:{jwt_token}", number().hashTag(), secret())
 *         .hash().sliding(Duration.ofDays(30)).owner("sessions");
 *
 * Key key = SESSION.key(123L, token);
 * }</pre>
 *
 * <p>Rendering is injective: different values never give one key, and {@code parse(render(x))} is {@code x}. Every
 * ordinary value stays byte for byte; a character that would step out of its segment is percent-escaped, and the last
 * segment takes the rest of the key as it is. Immutable and safe to share between threads; nothing here touches a
 * network.
 */
public abstract sealed class KeyPattern permits KeyPattern0, KeyPattern1, KeyPattern2, KeyPattern3 {
    private final KeyTemplate template;
    private final List<Segment<?>> declared;
    private final KeyFacts facts;
    private final KeyLayout layout;

    /** What renders and parses. */
    final KeyShape shape;

    KeyPattern(KeyTemplate template, List<Segment<?>> declared, KeyFacts facts, KeyLayout layout) {
        this.template = template;
        this.declared = declared;
        this.facts = facts;
        this.layout = layout;
        this.shape = KeyShape.of(template, declared, layout);
    }

    /**
     * Declares a single key.
     *
     * @param template the key
     * @return the first step of the declaration
     * @throws IllegalArgumentException if the template is malformed
     */
    public static KeyDeclaration<KeyPattern0> of(String template) {
        return declare(template, List.of(), (parsed, facts) -> new KeyPattern0(parsed, facts, KeyLayout.DOCUMENTED));
    }

    /**
     * Declares keys with one placeholder.
     *
     * @param <A> the type of its values
     * @param template the spelling, such as {@code author:id:{author_id}}
     * @param a the placeholder's segment
     * @return the first step of the declaration
     * @throws IllegalArgumentException if the template is malformed or has another number of placeholders
     */
    public static <A> KeyDeclaration<KeyPattern1<A>> of(String template, Segment<A> a) {
        return declare(
                template,
                List.of(a),
                (parsed, facts) -> new KeyPattern1<A>(parsed, List.of(a), facts, KeyLayout.DOCUMENTED));
    }

    /**
     * Declares keys with two placeholders.
     *
     * @param <A> the type of the first one's values
     * @param <B> the type of the second one's values
     * @param template the spelling, such as {@code session:{user_id}:{jwt_token}}
     * @param a the first placeholder's segment
     * @param b the second placeholder's segment
     * @return the first step of the declaration
     * @throws IllegalArgumentException if the template is malformed or has another number of placeholders
     */
    public static <A, B> KeyDeclaration<KeyPattern2<A, B>> of(String template, Segment<A> a, Segment<B> b) {
        return declare(
                template,
                List.of(a, b),
                (parsed, facts) -> new KeyPattern2<A, B>(parsed, List.of(a, b), facts, KeyLayout.DOCUMENTED));
    }

    /**
     * Declares keys with three placeholders.
     *
     * @param <A> the type of the first one's values
     * @param <B> the type of the second one's values
     * @param <C> the type of the third one's values
     * @param template the spelling, such as {@code verification:{user_id}:{type}:{token}}
     * @param a the first placeholder's segment
     * @param b the second placeholder's segment
     * @param c the third placeholder's segment
     * @return the first step of the declaration
     * @throws IllegalArgumentException if the template is malformed or has another number of placeholders
     */
    public static <A, B, C> KeyDeclaration<KeyPattern3<A, B, C>> of(
            String template, Segment<A> a, Segment<B> b, Segment<C> c) {
        return declare(
                template,
                List.of(a, b, c),
                (parsed, facts) -> new KeyPattern3<A, B, C>(parsed, List.of(a, b, c), facts, KeyLayout.DOCUMENTED));
    }

    private static <P> KeyDeclaration<P> declare(
            String template, List<Segment<?>> segments, BiFunction<KeyTemplate, KeyFacts, P> build) {
        KeyTemplate parsed = KeyTemplate.parse(template, segments.size());
        boolean secret = segments.stream().anyMatch(Segment::credentials);
        return new KeyDeclaration<>(
                secret ? Sensitivity.SECRET : Sensitivity.PERSONAL, facts -> build.apply(parsed, facts));
    }

    /**
     * The spelling as it was declared, whatever the layout.
     *
     * @return such as {@code session:{user_id}:{jwt_token}}; safe to log
     */
    public final String template() {
        return template.text();
    }

    /**
     * The names of the placeholders, in their order.
     *
     * @return such as {@code user_id} and {@code jwt_token}; empty for a single key
     */
    public final List<String> names() {
        return template.names();
    }

    /**
     * What the schema says of the keys.
     *
     * @return type, TTL policy, owner, sensitivity, size bound and deprecation
     */
    public final KeyFacts facts() {
        return facts;
    }

    /**
     * How values become bytes.
     *
     * @return the layout; {@link KeyLayout#DOCUMENTED} unless {@code in} chose another
     */
    public final KeyLayout layout() {
        return layout;
    }

    /**
     * Whether a key and its companions of {@link #behind} lie in one slot of a Redis Cluster.
     *
     * @return true if a segment is the {@linkplain Segment#hashTag() hash tag} and the layout is hardened
     */
    public final boolean sharesSlots() {
        return layout == KeyLayout.HARDENED && declared.stream().anyMatch(Segment::tagged);
    }

    /**
     * The same pattern in a layout.
     *
     * @param other the layout
     * @return a pattern that renders in it; this one if it already does
     */
    public abstract KeyPattern in(KeyLayout other);

    /**
     * A pattern of companions: keys with the same values behind a literal, for what is kept beside each of this pattern's
     * keys, such as a lease. The segments and the layout are these, so that where a hash tag stands, a key and its companion
     * share a slot of a Cluster. {@link Key#behind} makes a companion's key from a key.
     *
     * @param literal what stands in front, such as {@code cache-lease:}; ASCII letters, digits and {@code : _ . -}, one at
     *     least
     * @param facts what the schema says of the companions; at least as sensitive as this pattern, since the values are in
     *     the keys of both
     * @return a pattern of as many placeholders
     * @throws IllegalArgumentException if the literal is empty or has another character, or the facts are less sensitive
     */
    public abstract KeyPattern behind(String literal, KeyFacts facts);

    /**
     * What every key begins with, whatever its values, up to the first placeholder.
     *
     * @return such as {@code author:id:}, with a brace behind it where a hash tag begins; a copy. Empty if a placeholder
     *     comes first, the whole key if there is none
     */
    public final byte[] stem() {
        return shape.literals[0].clone();
    }

    /**
     * A glob, as Redis knows them, that all keys of this pattern match, and perhaps others: {@link #match} tells them apart.
     *
     * @return such as {@code author:id:*}; a copy
     */
    public final byte[] glob() {
        return shape.glob();
    }

    /**
     * Takes a key apart whose pattern is not known at compile time.
     *
     * @param key the key's bytes
     * @return the values, or empty if this pattern never renders that key. A secret of the hardened layout comes back as
     *     its digest
     */
    public final Optional<KeyMatch> match(byte[] key) {
        Object[] values = shape.split(key);
        return values == null ? Optional.empty() : Optional.of(new KeyMatch(this, List.of(values)));
    }

    /**
     * Takes bytes that this pattern once rendered as its key again: those that an index or a script put behind a prefix,
     * with a digest in place of a credential that is not to be had any more.
     *
     * @param key the key's bytes; not copied
     * @return the key, or empty if this pattern never renders those bytes
     */
    public final Optional<Key> recognise(byte[] key) {
        return shape.split(key) == null ? Optional.empty() : Optional.of(new Key(this, key));
    }

    /**
     * Whether the placeholder at an index holds credentials.
     *
     * @param index from 0
     * @return true for a {@linkplain Segment#secret() secret} segment
     * @throws IndexOutOfBoundsException if there is no such placeholder
     */
    public final boolean secret(int index) {
        return declared.get(index).credentials();
    }

    /** The key's text with each secret value left out. */
    final String redacted(List<Object> values) {
        StringBuilder text = new StringBuilder(literal(0));
        for (int i = 0; i < values.size(); i++) {
            text.append(secret(i) ? "<secret>" : values.get(i)).append(literal(i + 1));
        }
        return text.toString();
    }

    private String literal(int i) {
        return new String(shape.literals[i], StandardCharsets.US_ASCII);
    }

    final KeyTemplate parsedTemplate() {
        return template;
    }

    final List<Segment<?>> segments() {
        return declared;
    }

    /**
     * The template, which is safe to log.
     *
     * @return the same as {@link #template()}
     */
    @Override
    public final String toString() {
        return template();
    }
}
