package dev.redkeep.cache.writebehind;

import static dev.redkeep.core.codec.UnreadableDataException.Reason.MALFORMED;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import dev.redkeep.core.codec.UnreadableDataException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns changes into what is stored for them, and back. */
final class ChangeForm<K, V> {
    private static final int LONGEST_KEY = 65_536;
    private static final int LONGEST_HEADER = 17;
    private static final Pattern VERSION = Pattern.compile("^([1-9][0-9]{0,15})[+-]");
    private static final byte VALUE = '+';
    private static final byte DELETION = '-';

    private final WriteBehindSchema<K, V> schema;

    ChangeForm(WriteBehindSchema<K, V> schema) {
        this.schema = schema;
    }

    byte[] key(K key) {
        byte[] bytes = schema.keys().encode(requireNonNull(key, "key"));
        if (bytes.length > LONGEST_KEY) {
            throw new IllegalArgumentException("key must have at most 65,536 bytes, not " + bytes.length);
        }
        return bytes;
    }

    byte[] value(V value) {
        byte[] bytes = schema.values().encode(requireNonNull(value, "value"));
        byte[] rest = new byte[bytes.length + 1];
        rest[0] = VALUE;
        System.arraycopy(bytes, 0, rest, 1, bytes.length);
        return rest;
    }

    byte[] deletion() {
        return new byte[] {DELETION};
    }

    /** Throws what the codec throws, an {@link UnreadableDataException} or what one of the application's own does. */
    Change<K, V> change(StoredChange entry) {
        return change(readKey(entry.key), entry);
    }

    K readKey(byte[] key) {
        return schema.keys().decode(key);
    }

    Change<K, V> change(K key, StoredChange entry) {
        if (entry.version.isEmpty()) {
            throw UnreadableDataException.of(MALFORMED, "write-behind", entry.rest.length, "no version");
        }
        Optional<V> value = entry.rest[0] == DELETION
                ? Optional.empty()
                : Optional.of(schema.values().decode(Arrays.copyOfRange(entry.rest, 1, entry.rest.length)));
        return new Change<>(key, value, Long.parseLong(entry.version));
    }

    /** Takes what is stored apart, as the scripts do. */
    StoredChange entry(byte[] key, byte[] stored) {
        Matcher version = VERSION.matcher(new String(stored, 0, Math.min(stored.length, LONGEST_HEADER), ISO_8859_1));
        String digits = version.find() ? version.group(1) : "";
        return new StoredChange(key, digits, Arrays.copyOfRange(stored, digits.length(), stored.length));
    }
}
