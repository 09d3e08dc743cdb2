package dev.redkeep.cache.document;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Which publications, as D15 has it in its keys: {@code limit=20:offset=0:sort=created_at}. Parameters are sorted by name, so that
 * the order in which they are given does not matter. Immutable.
 */
public final class PublicationQuery {
    private static final String AUTHOR = "author";
    private static final String TOPIC = "topic";

    private final Parameters parameters;

    private PublicationQuery(Parameters parameters) {
        this.parameters = parameters;
    }

    /**
     * With one parameter.
     *
     * @param name such as {@code limit}; not empty. {@code author} and {@code topic} also tell which changes concern the list
     * @param value its value
     * @return the query
     * @throws IllegalArgumentException if the name is empty
     */
    public static PublicationQuery with(String name, Object value) {
        return new PublicationQuery(Parameters.none().with(name, value.toString()));
    }

    /**
     * With one parameter more, in place of one of that name.
     *
     * @param name such as {@code offset}; not empty
     * @param value its value
     * @return a query like this
     * @throws IllegalArgumentException if the name is empty
     */
    public PublicationQuery and(String name, Object value) {
        return new PublicationQuery(parameters.with(name, value.toString()));
    }

    /** What a change must name for the list to be forgotten. */
    List<String> tags() {
        SortedMap<String, String> values = parameters.values();
        List<String> tags = new ArrayList<>(2);
        if (values.containsKey(AUTHOR)) {
            tags.add(AUTHOR + ':' + values.get(AUTHOR));
        }
        if (values.containsKey(TOPIC)) {
            tags.add(TOPIC + ':' + values.get(TOPIC));
        }
        return tags.isEmpty() ? List.of("any") : tags;
    }

    /**
     * The normal form.
     *
     * @return such as {@code author=123:limit=10}; it stands in the key
     */
    @Override
    public String toString() {
        return parameters.text();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicationQuery that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }
}
