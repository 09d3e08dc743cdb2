package dev.redkeep.cache.document;

import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Names and values of a query, in the documents' normal form: sorted by name, {@code limit=20:offset=0}. */
final class Parameters {
    private final SortedMap<String, String> values;

    private Parameters(SortedMap<String, String> values) {
        this.values = Collections.unmodifiableSortedMap(values);
    }

    static Parameters none() {
        return new Parameters(new TreeMap<>());
    }

    /** With another, in place of one of that name. */
    Parameters with(String name, String value) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("name must not be empty");
        }
        SortedMap<String, String> more = new TreeMap<>(values);
        more.put(name, value);
        return new Parameters(more);
    }

    SortedMap<String, String> values() {
        return values;
    }

    /** Different parameters have different texts: what separates them is percent-escaped inside of them. */
    String text() {
        return values.entrySet().stream()
                .map(each -> escaped(each.getKey()) + '=' + escaped(each.getValue()))
                .collect(Collectors.joining(":"));
    }

    /** Lower case, by no country's rules; white space around cut off, and inside collapsed to one space. */
    static String normal(String text) {
        return text.toLowerCase(Locale.ROOT).strip().replaceAll("(?U)\\s+", " ");
    }

    /**
     * A text that parameters may stand behind. Only one with an equals sign could be taken for some: others keep all of their bytes, a
     * colon too.
     */
    static String before(String text) {
        return text.indexOf('=') < 0 ? text : text.replace("%", "%25").replace(":", "%3A");
    }

    private static String escaped(String text) {
        return text.replace("%", "%25").replace(":", "%3A").replace("=", "%3D");
    }
}
