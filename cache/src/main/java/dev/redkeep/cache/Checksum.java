package dev.redkeep.cache;

import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** Tells a value that a note is about from one that another program wrote over it. Not against those who would deceive. */
final class Checksum {
    private Checksum() {}

    /** 64 bits of two kinds of CRC, which the processor computes faster than it reads memory. */
    static long of(byte[] bytes) {
        CRC32 high = new CRC32();
        CRC32C low = new CRC32C();
        high.update(bytes, 0, bytes.length);
        low.update(bytes, 0, bytes.length);
        return high.getValue() << 32 | low.getValue();
    }
}
