package dev.redkeep.sessions.token;

import dev.redkeep.core.codec.UnreadableDataException;

/**
 * Encrypts values before they are stored, so that whoever reads Redis, its dumps or its backups does not have them.
 * Implementations are safe to share between threads.
 */
public interface Encryptor {
    /**
     * Encrypts and authenticates.
     *
     * @param plain the value
     * @param context where it will be stored; {@link #decrypt} refuses it anywhere else, so that a value cannot be moved
     *     from one key to another
     * @return what to store; another each time
     */
    byte[] encrypt(byte[] plain, byte[] context);

    /**
     * Decrypts what {@link #encrypt} gave.
     *
     * @param sealed what was stored
     * @param context the context it was encrypted for
     * @return the value
     * @throws UnreadableDataException if it was altered, moved, cut, or encrypted with a key that is not known here
     */
    byte[] decrypt(byte[] sealed, byte[] context);

    /**
     * Leaves values as they are, as the documents store them.
     *
     * @return what changes nothing
     */
    static Encryptor none() {
        return PlainText.INSTANCE;
    }
}
