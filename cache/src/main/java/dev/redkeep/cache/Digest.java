package dev.redkeep.cache;

import java.util.concurrent.ThreadLocalRandom;

/**
 * 64 bits by which the local level knows keys and marks. Two of one digest cost each other a look-up in Redis and nothing else, so
 * it need not withstand an attacker; a seed for each process keeps it from being worked out in advance.
 */
final class Digest {
    private static final long SEED = ThreadLocalRandom.current().nextLong();
    private static final long PRIME = 0x100000001b3L;

    private Digest() {}

    static long of(byte[] bytes) {
        long hash = SEED;
        for (byte one : bytes) {
            hash = (hash ^ one) * PRIME;
        }
        return spread(hash);
    }

    static long of(String text) {
        long hash = SEED;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return spread(hash);
    }

    /** FNV leaves its high bits to the last letters; this is how MurmurHash3 ends. */
    private static long spread(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
