package dev.redkeep.ratelimit;

import java.util.Base64;

/** The pieces of a structured field that rate limits need (RFC 9651, section 4.1): a list of strings with parameters. */
final class StructuredField {
    private static final long LARGEST = 999_999_999_999_999L;

    private final StringBuilder text = new StringBuilder();

    /**
     * Begins the next member.
     *
     * @throws IllegalArgumentException if it has other characters than the visible ones of ASCII and spaces
     */
    StructuredField string(String value) {
        if (!text.isEmpty()) {
            text.append(", ");
        }
        return quoted(value);
    }

    StructuredField parameter(String key, String value) {
        text.append(';').append(key).append('=');
        return quoted(value);
    }

    /** An integer has 15 digits; a larger one becomes the largest. */
    StructuredField parameter(String key, long value) {
        text.append(';').append(key).append('=').append(Math.min(value, LARGEST));
        return this;
    }

    StructuredField parameter(String key, byte[] value) {
        text.append(';')
                .append(key)
                .append("=:")
                .append(Base64.getEncoder().encodeToString(value))
                .append(':');
        return this;
    }

    private StructuredField quoted(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~') {
                throw new IllegalArgumentException("a structured field must have visible ASCII and spaces only");
            }
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c);
        }
        text.append('"');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
