package dev.redkeep.core.key;

import org.jspecify.annotations.Nullable;

/**
 * Where a segment stands in a key, and so which bytes a value must not contain as they are.
 *
 * @param name the placeholder's name, for messages
 * @param stop the byte that ends the value, or {@link #REST} for the last segment, which takes the rest of the key
 * @param braces whether braces are escaped too, since they would move the hash tag
 */
record Place(String name, int stop, boolean braces) {
    static final int REST = -1;

    boolean takesRest() {
        return stop == REST;
    }

    /** Whether an ASCII character is percent-escaped here. The last segment is taken as it is. */
    boolean escapes(int c) {
        return switch (c) {
            case '%' -> !takesRest() || braces;
            case '{', '}' -> braces || c == stop;
            default -> c == stop;
        };
    }

    /** The value itself. A caller may have been checked by no checker of nulls. */
    <T> T present(@Nullable T value) {
        if (value == null) {
            throw refuse("must not be null");
        }
        return value;
    }

    IllegalArgumentException refuse(String problem) {
        return new IllegalArgumentException(name + " " + problem);
    }
}
