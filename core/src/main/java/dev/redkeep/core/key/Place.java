package dev.redkeep.core.key;

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

    IllegalArgumentException refuse(String problem) {
        return new IllegalArgumentException(name + " " + problem);
    }
}
