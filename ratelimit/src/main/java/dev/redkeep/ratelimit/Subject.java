package dev.redkeep.ratelimit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whom a request counts for: a client, and where limits have other scopes, a value for each.
 *
 * <pre>{@code
 * Subject.client("203.0.113.7").and("tenant", "acme")
 * }</pre>
 *
 * <p>Immutable. Values can be personal: {@link #toString} does not show them.
 */
public final class Subject {
    private static final int LONGEST = 1_024;

    private final Map<String, String> values;

    private Subject(Map<String, String> values) {
        this.values = values;
    }

    /**
     * A client.
     *
     * @param client such as an address or a user's id: any text that is not blank, of up to 1,024 characters
     * @return the subject of scope {@link Limit#CLIENT}
     * @throws IllegalArgumentException as {@link #of}
     */
    public static Subject client(String client) {
        return of(Limit.CLIENT, client);
    }

    /**
     * A subject of any scope.
     *
     * @param scope such as {@code tenant}: spelled as {@link Limit#scope}
     * @param value any text that is not {@linkplain String#isBlank blank}, of up to 1,024 characters ({@link String#length})
     * @return the subject
     * @throws IllegalArgumentException if the value is blank (so also if it is empty), longer, or has half of a surrogate
     *     pair, which has no bytes. The message names the scope and the bound, and does not show the value
     */
    public static Subject of(String scope, String value) {
        check(scope, value);
        return new Subject(Map.of(scope, value));
    }

    /**
     * This subject with a value for one more scope.
     *
     * @param scope such as {@code tenant}: spelled as {@link Limit#scope}
     * @param value any text that is not blank, of up to 1,024 characters
     * @return a subject
     * @throws IllegalArgumentException as {@link #of}, or if the scope has a value already
     */
    public Subject and(String scope, String value) {
        check(scope, value);
        Map<String, String> more = new TreeMap<>(values);
        if (more.put(scope, value) != null) {
            throw new IllegalArgumentException("scope " + scope + " must not be given twice");
        }
        return new Subject(Map.copyOf(more));
    }

    boolean has(String scope) {
        return values.containsKey(scope);
    }

    /**
     * The value of a scope, for whoever audits or counts by it. It can be personal.
     *
     * @param scope such as {@code client}
     * @return the value; empty if the subject has none of this scope
     */
    public Optional<String> value(String scope) {
        return Optional.ofNullable(values.get(scope));
    }

    /** The value of a scope that a limit has. */
    String required(String scope) {
        String value = values.get(scope);
        if (value == null) {
            throw new IllegalArgumentException("subject must have a value for scope " + scope);
        }
        return value;
    }

    /** This subject with its value for one scope, and no other. */
    Subject only(String scope) {
        return values.size() == 1 && has(scope) ? this : of(scope, required(scope));
    }

    /** This subject with its values for some scopes, and no other. */
    Subject only(List<String> scopes) {
        if (values.size() == scopes.size() && values.keySet().containsAll(scopes)) {
            return this;
        }
        Map<String, String> some = new TreeMap<>();
        scopes.forEach(scope -> some.put(scope, required(scope)));
        return new Subject(Map.copyOf(some));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Subject subject && subject.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /**
     * The scopes, without the values.
     *
     * @return such as {@code Subject[client, tenant]}
     */
    @Override
    public String toString() {
        return "Subject" + new TreeMap<>(values).keySet();
    }

    private static void check(String scope, String value) {
        if (!scope.equals(Limit.CLIENT)) {
            Limit.checkWord("scope", scope); // no limit could have another
        }
        Objects.requireNonNull(value, () -> "value of scope " + scope + " must not be null");
        // What no key could be made of is told here, so that the answer is the same while Redis is away.
        if (value.isBlank()) {
            throw new IllegalArgumentException("value of scope " + scope + " must not be blank");
        }
        if (value.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "value of scope " + scope + " must have at most " + LONGEST + " characters, not " + value.length());
        }
        if (hasHalf(value)) {
            throw new IllegalArgumentException(
                    "value of scope " + scope + " must not contain half of a surrogate pair");
        }
    }

    private static boolean hasHalf(String text) {
        int next;
        for (int i = 0; i < text.length(); i += Character.charCount(next)) {
            next = text.codePointAt(i);
            if (next >= Character.MIN_SURROGATE && next <= Character.MAX_SURROGATE) {
                return true;
            }
        }
        return false;
    }
}
