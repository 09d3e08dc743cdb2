package dev.redkeep.ratelimit;

import java.util.Map;
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
     * @param client such as an address or a user's id: any text, not empty, up to 1,024 characters
     * @return the subject of scope {@link Limit#CLIENT}
     * @throws IllegalArgumentException if the text is empty or too long
     */
    public static Subject client(String client) {
        return of(Limit.CLIENT, client);
    }

    /**
     * A subject of any scope.
     *
     * @param scope such as {@code tenant}
     * @param value any text, not empty, up to 1,024 characters
     * @return the subject
     * @throws IllegalArgumentException if the value is empty or too long
     */
    public static Subject of(String scope, String value) {
        check(scope, value);
        return new Subject(Map.of(scope, value));
    }

    /**
     * This subject with a value for one more scope.
     *
     * @param scope such as {@code tenant}
     * @param value any text, not empty, up to 1,024 characters
     * @return a subject
     * @throws IllegalArgumentException if the value is empty or too long, or the scope has one already
     */
    public Subject and(String scope, String value) {
        check(scope, value);
        Map<String, String> more = new TreeMap<>(values);
        if (more.put(scope, value) != null) {
            throw new IllegalArgumentException("scope " + scope + " must not be given twice");
        }
        return new Subject(Map.copyOf(more));
    }

    /** The value of a scope. */
    String value(String scope) {
        String value = values.get(scope);
        if (value == null) {
            throw new IllegalArgumentException("subject must have a value for scope " + scope);
        }
        return value;
    }

    /** This subject with its value for one scope, and no other. */
    Subject only(String scope) {
        return values.size() == 1 && values.containsKey(scope) ? this : of(scope, value(scope));
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
        if (value.isEmpty() || value.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "value of scope " + scope + " must not be empty and have at most " + LONGEST + " characters");
        }
    }
}
