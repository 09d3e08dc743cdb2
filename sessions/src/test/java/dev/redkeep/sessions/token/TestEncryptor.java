package dev.redkeep.sessions.token;

import static dev.redkeep.core.codec.UnreadableDataException.Reason.MALFORMED;

import dev.redkeep.core.codec.UnreadableDataException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The least that encrypts for a context. */
final class TestEncryptor implements Encryptor {
    private static final int NONCE = 12;

    private final SecretKeySpec key;

    private TestEncryptor(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    static Encryptor random() {
        return new TestEncryptor(new SecureRandom().generateSeed(16));
    }

    @Override
    public byte[] encrypt(byte[] plain, byte[] context) {
        byte[] nonce = new byte[NONCE];
        new SecureRandom().nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(plain);
            byte[] all = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE, sealed.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public byte[] decrypt(byte[] sealed, byte[] context) {
        if (sealed.length < NONCE + 16) {
            throw UnreadableDataException.of(MALFORMED, "test", sealed.length, "cut");
        }
        try {
            byte[] nonce = Arrays.copyOf(sealed, NONCE);
            return cipher(Cipher.DECRYPT_MODE, nonce, context)
                    .doFinal(Arrays.copyOfRange(sealed, NONCE, sealed.length));
        } catch (GeneralSecurityException e) {
            throw UnreadableDataException.of(MALFORMED, "test", sealed.length, "altered");
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(128, nonce));
        cipher.updateAAD(context);
        return cipher;
    }
}
