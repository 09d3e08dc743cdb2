package dev.redkeep.sessions.token;

import static dev.redkeep.core.codec.UnreadableDataException.Reason.MALFORMED;
import static dev.redkeep.core.codec.UnreadableDataException.Reason.OTHER_SHAPE;
import static java.util.Objects.requireNonNull;

import dev.redkeep.core.codec.UnreadableDataException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts with AES-256 in Galois/Counter Mode, by a ring of keys: one encrypts, all decrypt.
 *
 * <pre>{@code
 * Encryptor encryptor = AesGcmEncryptor.builder()
 *         .key("2025", oldKey)
 *         .key("2026", newKey)
 *         .current("2026")
 *         .build();
 * }</pre>
 *
 * <p>To change the key: add the new one to the ring of every instance; then make it the current one; when nothing that
 * the old one encrypted is left, drop the old one.
 *
 * <p>What is stored is the byte {@code FB}, the length of the key's id as a byte, the id, a nonce of 12 random bytes,
 * and the ciphertext with its tag of 16 bytes: 30 bytes and the id more than the value. All before the nonce is
 * authenticated with the context, so that nothing can be altered, moved or given another key's id.
 *
 * <p>Nonces are random, so encrypt at most 2<sup>32</sup> values with a key, by all instances together; then two nonces
 * are equal with a probability below 2<sup>-32</sup>. At a hundred values a second that is a year and four months.
 *
 * <p>Immutable and safe to share between threads. Nothing here touches a network.
 *
 * @see <a href="https://doi.org/10.6028/NIST.SP.800-38D">NIST SP 800-38D, sections 8.2.2 and 8.3</a>
 */
public final class AesGcmEncryptor implements Encryptor {
    /** No UTF-8 begins with it, and none of the codecs' data. Another format takes another byte. */
    static final byte MAGIC = (byte) 0xFB;

    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, SecretKey> keys;
    private final String current;
    private final SecretKey currentKey;
    /** What everything begins with that the current key encrypts. */
    private final byte[] header;

    AesGcmEncryptor(Map<String, SecretKey> keys, String current) {
        this.keys = Map.copyOf(keys);
        this.current = current;
        this.currentKey = requireNonNull(keys.get(current), "current");
        byte[] id = current.getBytes(StandardCharsets.US_ASCII);
        this.header = ByteBuffer.allocate(2 + id.length)
                .put(MAGIC)
                .put((byte) id.length)
                .put(id)
                .array();
    }

    /**
     * Begins a ring of keys.
     *
     * @return a builder without keys
     */
    public static AesGcmEncryptorBuilder builder() {
        return new AesGcmEncryptorBuilder();
    }

    @Override
    public byte[] encrypt(byte[] plain, byte[] context) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, currentKey, nonce, 0, header, header.length, context);
            int at = header.length + NONCE_BYTES;
            byte[] sealed = new byte[Math.addExact(at + TAG_BYTES, plain.length)];
            System.arraycopy(header, 0, sealed, 0, header.length);
            System.arraycopy(nonce, 0, sealed, header.length, NONCE_BYTES);
            cipher.doFinal(plain, 0, plain.length, sealed, at);
            return sealed;
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException("AES-GCM failed: check the JDK's security providers", everyJdkHasIt);
        }
    }

    @Override
    public byte[] decrypt(byte[] sealed, byte[] context) {
        if (sealed.length < 2 || sealed[0] != MAGIC) {
            throw unreadable(MALFORMED, sealed, "it does not begin as encrypted data do");
        }
        int nonceAt = 2 + (sealed[1] & 0xFF);
        int at = nonceAt + NONCE_BYTES;
        if (sealed.length < at + TAG_BYTES) {
            throw unreadable(MALFORMED, sealed, "it is shorter than its header says");
        }
        SecretKey key = keys.get(new String(sealed, 2, nonceAt - 2, StandardCharsets.ISO_8859_1));
        if (key == null) {
            throw unreadable(OTHER_SHAPE, sealed, "it names a key that is not in the ring: add that key");
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, key, sealed, nonceAt, sealed, nonceAt, context)
                    .doFinal(sealed, at, sealed.length - at);
        } catch (AEADBadTagException forged) {
            throw unreadable(MALFORMED, sealed, "its tag is wrong for this key and this place");
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException("AES-GCM failed: check the JDK's security providers", everyJdkHasIt);
        }
    }

    /** Made for each call, since a cipher is for one thread; that costs about a microsecond. */
    private static Cipher cipher(
            int mode, SecretKey key, byte[] nonce, int nonceAt, byte[] header, int headerLength, byte[] context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce, nonceAt, NONCE_BYTES));
        cipher.updateAAD(header, 0, headerLength);
        cipher.updateAAD(context);
        return cipher;
    }

    private static UnreadableDataException unreadable(
            UnreadableDataException.Reason reason, byte[] sealed, String detail) {
        return UnreadableDataException.of(reason, "AesGcmEncryptor", sealed.length, detail);
    }

    /**
     * Tells the ids of the keys, never a key.
     *
     * @return such as {@code AesGcmEncryptor[current=2026, keys=[2025, 2026]]}
     */
    @Override
    public String toString() {
        return "AesGcmEncryptor[current=" + current + ", keys=" + new TreeMap<>(keys).keySet() + "]";
    }
}
