package dev.redkeep.core.key;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A rendered key and the pattern it was rendered from. Immutable as long as nobody writes to {@link #bytes()}, and then
 * safe to share between threads.
 */
public final class Key {
    private final KeyPattern pattern;
    private final byte[] bytes;

    Key(KeyPattern pattern, byte[] bytes) {
        this.pattern = pattern;
        this.bytes = bytes;
    }

    /**
     * The pattern this key was rendered from.
     *
     * @return the pattern
     */
    public KeyPattern pattern() {
        return pattern;
    }

    /**
     * The key as it goes to Redis. The array is not copied, since keys are rendered on every call: don't write to it.
     *
     * @return the key's own bytes
     */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * The key as text. It holds whatever the values hold, credentials among them: not for a log or a message.
     *
     * @return the bytes read as UTF-8
     */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * The key as text with every credential left out.
     *
     * @return such as {@code session:123:<secret>}
     */
    public String redacted() {
        return pattern.match(bytes).map(KeyMatch::redacted).orElseThrow();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Key that && pattern == that.pattern && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /**
     * The template, never the rendered key.
     *
     * @return such as {@code session:{user_id}:{jwt_token}}
     */
    @Override
    public String toString() {
        return pattern.template();
    }
}
