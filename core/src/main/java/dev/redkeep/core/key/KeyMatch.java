package dev.redkeep.core.key;

import java.util.List;

/**
 * A key that was recognised: its pattern and its values. Immutable.
 *
 * @param pattern the pattern that renders the key
 * @param values the values in the order of {@link KeyPattern#names()}; one may be a credential
 */
public record KeyMatch(KeyPattern pattern, List<Object> values) {
    /**
     * Copies the values.
     *
     * @param pattern see the record
     * @param values see the record
     */
    public KeyMatch {
        values = List.copyOf(values);
    }

    /**
     * The key as text with every credential left out.
     *
     * @return such as {@code session:123:<secret>}
     */
    public String redacted() {
        return pattern.redacted(values);
    }

    /**
     * The template, which is safe to log.
     *
     * @return such as {@code session:{user_id}:{jwt_token}}
     */
    @Override
    public String toString() {
        return pattern.template();
    }
}
