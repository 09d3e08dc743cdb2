package dev.redkeep.core.codec;

import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Whole arrays through zlib (RFC 1950, whose checksum finds altered data), with the native memory always freed. */
final class Zlib {
    private Zlib() {}

    /**
     * Compresses {@code plain} into {@code room} from {@code offset} on.
     *
     * @return the compressed size, or -1 if the room is too small
     */
    static int deflate(byte[] plain, byte[] room, int offset) {
        if (offset >= room.length) {
            return -1;
        }
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(plain);
            deflater.finish();
            int length = deflater.deflate(room, offset, room.length - offset);
            return deflater.finished() ? length : -1;
        } finally {
            deflater.end();
        }
    }

    /** Fills {@code plain} from {@code data} after {@code offset}; false unless one is exactly the other. */
    static boolean inflate(byte[] data, int offset, byte[] plain) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(data, offset, data.length - offset);
            int length = 0;
            while (length < plain.length) {
                int more = inflater.inflate(plain, length, plain.length - length);
                if (more == 0) {
                    return false; // ended early, cut short, or a dictionary is asked for
                }
                length += more;
            }
            boolean exact = inflater.inflate(new byte[1]) == 0; // reads the checksum
            return exact && inflater.finished() && inflater.getRemaining() == 0;
        } catch (DataFormatException e) {
            return false;
        } finally {
            inflater.end();
        }
    }
}
