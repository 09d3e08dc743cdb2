package dev.redkeep.sessions.token;

import dev.redkeep.core.ttl.TtlPolicy;
import dev.redkeep.sessions.bound.Bounds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What is refused before anything is sent. No message shows the value. */
final class TokenBounds {
    /** The most UTF-16 units of a token or an address. */
    static final int MAX_TEXT = Bounds.MAX_TOKEN;

    private TokenBounds() {}

    static String text(String name, String value) {
        if (value.isBlank()
                || value.length() > MAX_TEXT
                || !StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw new IllegalArgumentException(
                    name + " must be text that is not blank, of at most " + MAX_TEXT + " characters");
        }
        return value;
    }

    static Duration life(String name, Duration value) {
        if (value.compareTo(TtlPolicy.SHORTEST_TTL) < 0 || value.compareTo(TtlPolicy.LONGEST_TTL) > 0) {
            throw new IllegalArgumentException(name + " must be 1 ms to 36525 days, not " + value);
        }
        return value;
    }
}
