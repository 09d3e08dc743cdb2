package dev.redkeep.sessions.token;

/** No encryption. */
enum PlainText implements Encryptor {
    INSTANCE;

    @Override
    public byte[] encrypt(byte[] plain, byte[] context) {
        return plain;
    }

    @Override
    public byte[] decrypt(byte[] sealed, byte[] context) {
        return sealed;
    }
}
