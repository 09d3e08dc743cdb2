package dev.redkeep.sessions.token;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Collects the keys of an {@link AesGcmEncryptor}. Not safe for use by many threads. */
public final class AesGcmEncryptorBuilder {
    private static final int KEY_BYTES = 32;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Map<String, SecretKey> keys = new LinkedHashMap<>();
    private @Nullable String current;

    AesGcmEncryptorBuilder() {}

    /**
     * Adds a key, which then decrypts.
     *
     * @param id what the key is called in what it encrypts, where it is readable: 1 to 64 ASCII letters, digits, dots,
     *     underscores and hyphens
     * @param key exactly 32 bytes from a cryptographic random source, never a pass phrase; copied
     * @return this builder
     * @throws IllegalArgumentException if the id is out of bounds or taken, or the key has another length
     */
    public AesGcmEncryptorBuilder key(String id, byte[] key) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "id must have 1 to 64 ASCII letters, digits, dots, underscores and hyphens");
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("key must have " + KEY_BYTES + " bytes, but has " + key.length);
        }
        if (keys.putIfAbsent(id, new SecretKeySpec(key, "AES")) != null) {
            throw new IllegalArgumentException("id must differ from those of the other keys: " + id + " is taken");
        }
        return this;
    }

    /**
     * Chooses the key that encrypts.
     *
     * @param id of one of the keys
     * @return this builder
     */
    public AesGcmEncryptorBuilder current(String id) {
        current = id;
        return this;
    }

    /**
     * Puts the ring together.
     *
     * @return the encryptor
     * @throws IllegalArgumentException if no key was chosen as the current one, or the chosen one was not added
     */
    public AesGcmEncryptor build() {
        if (current == null || !keys.containsKey(current)) {
            throw new IllegalArgumentException("current must be the id of one of the keys " + keys.keySet());
        }
        return new AesGcmEncryptor(keys, current);
    }

    /**
     * Tells the ids of the keys, never a key.
     *
     * @return such as {@code AesGcmEncryptorBuilder[2025, 2026]}
     */
    @Override
    public String toString() {
        return "AesGcmEncryptorBuilder" + keys.keySet();
    }
}
