package dev.redkeep.sessions;

import java.util.Set;
import java.util.stream.Stream;

/** The bounds of what applications put into a session. */
final class SessionData {
    static final int MAX_NAME = 1_024;
    private static final int MAX_ATTRIBUTE_NAME = 128;
    private static final int MAX_ATTRIBUTE = 65_536;
    private static final int MAX_ATTRIBUTES = 1_000;
    private static final int MAX_CHARACTERS = 1_048_576;

    private SessionData() {}

    static String username(String username) {
        if (username.isBlank() || username.length() > MAX_NAME) {
            throw new IllegalArgumentException(
                    "username must not be blank and have at most " + MAX_NAME + " characters");
        }
        return username;
    }

    /** What is set or removed at once. */
    static void checkAttributes(Set<String> names, Stream<String> values) {
        long characters =
                Stream.concat(names.stream(), values).mapToLong(String::length).sum();
        if (names.size() > MAX_ATTRIBUTES || characters > MAX_CHARACTERS) {
            throw new IllegalArgumentException("attributes must be at most " + MAX_ATTRIBUTES + ", with at most "
                    + MAX_CHARACTERS + " characters in all");
        }
    }

    static void checkAttribute(String name, String value) {
        if (name.isBlank() || name.length() > MAX_ATTRIBUTE_NAME) {
            throw new IllegalArgumentException(
                    "name must not be blank and have at most " + MAX_ATTRIBUTE_NAME + " characters");
        }
        if (value.length() > MAX_ATTRIBUTE) {
            throw new IllegalArgumentException("value must have at most " + MAX_ATTRIBUTE + " characters");
        }
    }
}
