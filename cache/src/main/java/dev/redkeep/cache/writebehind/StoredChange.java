package dev.redkeep.cache.writebehind;

/** A change as Redis gives it to a worker: its key, its version, which is empty if it can't be read, and what follows that. */
final class StoredChange {
    final byte[] key;
    final String version;
    final byte[] rest;

    StoredChange(byte[] key, String version, byte[] rest) {
        this.key = key;
        this.version = version;
        this.rest = rest;
    }
}
