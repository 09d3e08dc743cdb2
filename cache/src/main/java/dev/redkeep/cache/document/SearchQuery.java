package dev.redkeep.cache.document;

/**
 * A query in the normal form of D16: lower case, white space trimmed and collapsed to single spaces, parameters sorted by name behind it,
 * as in {@code ocean winds:lang=en:type=shout}. Two queries that differ in case, white space or order alone are equal; a text cannot imitate
 * parameters, since in one with an equals sign {@code :} and {@code %} are percent-escaped. Immutable.
 */
public final class SearchQuery {
    private final String text;
    private final Parameters parameters;

    private SearchQuery(String text, Parameters parameters) {
        this.text = text;
        this.parameters = parameters;
    }

    /**
     * A query without parameters.
     *
     * @param text what was asked
     * @return the query
     * @throws IllegalArgumentException if it is blank, or longer than 1,024 characters when normal
     */
    public static SearchQuery of(String text) {
        String normal = Parameters.normal(text);
        if (normal.isEmpty() || Parameters.before(normal).length() > 1_024) {
            throw new IllegalArgumentException("text must have 1 to 1,024 characters besides white space");
        }
        return new SearchQuery(normal, Parameters.none());
    }

    /**
     * With one parameter more, in place of one of that name.
     *
     * @param name its name; not empty
     * @param value its value; made normal as the text is
     * @return a query like this
     * @throws IllegalArgumentException if the name is empty
     */
    public SearchQuery and(String name, Object value) {
        return new SearchQuery(text, parameters.with(Parameters.normal(name), Parameters.normal(value.toString())));
    }

    /**
     * The text alone, in its normal form.
     *
     * @return such as {@code ocean winds}
     */
    public String text() {
        return text;
    }

    /**
     * The normal form.
     *
     * @return text and parameters; it stands in the key
     */
    @Override
    public String toString() {
        String before = Parameters.before(text);
        return parameters.values().isEmpty() ? before : before + ':' + parameters.text();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SearchQuery that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }
}
