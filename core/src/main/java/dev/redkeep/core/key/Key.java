package dev.redkeep.core.key;

import static java.util.Objects.requireNonNull;

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
     * This key's companion: the key of a pattern that {@link KeyPattern#behind} made, with the same values. Nothing is
     * parsed: its bytes are these behind a literal.
     *
     * @param sibling the pattern of companions, in the layout of this key's pattern
     * @return the companion
     * @throws IllegalArgumentException if the pattern was not made by {@code behind} from this key's
     */
    public Key behind(KeyPattern sibling) {
        int lead = Companions.lead(pattern, requireNonNull(sibling, "sibling"));
        byte[] longer = new byte[lead + bytes.length];
        System.arraycopy(sibling.shape.literals[0], 0, longer, 0, lead);
        System.arraycopy(bytes, 0, longer, lead, bytes.length);
        return new Key(sibling, longer);
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
