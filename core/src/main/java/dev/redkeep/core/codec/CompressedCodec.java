package dev.redkeep.core.codec;

import static dev.redkeep.core.codec.UnreadableDataException.Reason.MALFORMED;
import static dev.redkeep.core.codec.UnreadableDataException.Reason.TOO_LARGE;
import static java.util.Objects.checkIndex;
import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Compresses the large output of another codec. Three forms, told apart by the first byte: {@code F9}, the plain size
 * in 4 bytes, zlib data; {@code FA}, plain data that begin with one of these two bytes; any other: plain data.
 */
final class CompressedCodec<T> implements Codec<T> {
    private static final byte DEFLATED = (byte) 0xF9;
    private static final byte ESCAPED = (byte) 0xFA;
    private static final int HEADER_BYTES = 1 + Integer.BYTES;

    private final Codec<T> inner;
    private final int thresholdBytes;
    private final int maxBytes;
    private final long fingerprint;

    CompressedCodec(Codec<T> inner, int thresholdBytes, int maxBytes) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes must be at least 1, but is " + maxBytes);
        }
        if (thresholdBytes < 0 || thresholdBytes > maxBytes) {
            throw new IllegalArgumentException(
                    "thresholdBytes must be 0 to maxBytes (" + maxBytes + "), but is " + thresholdBytes);
        }
        this.inner = inner;
        this.thresholdBytes = thresholdBytes;
        this.maxBytes = maxBytes;
        this.fingerprint = Fingerprint.of("compressed", inner.fingerprint());
    }

    @Override
    public byte[] encode(T value) {
        byte[] plain = inner.encode(value);
        if (plain.length > maxBytes) {
            throw new ValueTooLargeException(toString(), plain.length, maxBytes);
        }
        byte[] stored = plain.length < thresholdBytes ? null : deflate(plain);
        return stored == null ? escape(plain) : stored;
    }

    @Override
    public T decode(byte[] data) {
        return decode(data, 0);
    }

    @Override
    public T decode(byte[] data, int from) {
        int length = requireNonNull(data, "data").length - checkIndex(from, data.length + 1);
        byte form = length > 0 ? data[from] : 0;
        if (form == DEFLATED) {
            return inner.decode(inflate(data, from));
        }
        int plain = form == ESCAPED ? from + 1 : from;
        if (data.length - plain > maxBytes) {
            throw tooLarge(length);
        }
        return inner.decode(data, plain);
    }

    /** The compressed form, or null if it is no smaller than the plain one. */
    private static byte @Nullable [] deflate(byte[] plain) {
        byte[] room = new byte[plain.length];
        int length = Zlib.deflate(plain, room, HEADER_BYTES);
        if (length < 0) {
            return null;
        }
        ByteBuffer.wrap(room).put(DEFLATED).putInt(plain.length);
        return Arrays.copyOf(room, HEADER_BYTES + length);
    }

    private byte[] inflate(byte[] data, int from) {
        int stored = data.length - from;
        if (stored < HEADER_BYTES) {
            throw malformed(stored);
        }
        int length = ByteBuffer.wrap(data, from + 1, Integer.BYTES).getInt();
        if (length < 0) {
            throw malformed(stored);
        }
        if (length > maxBytes) {
            throw tooLarge(stored);
        }
        byte[] plain = new byte[length];
        if (!Zlib.inflate(data, from + HEADER_BYTES, plain)) {
            throw malformed(stored);
        }
        return plain;
    }

    private static byte[] escape(byte[] plain) {
        if (plain.length == 0 || (plain[0] != DEFLATED && plain[0] != ESCAPED)) {
            return plain;
        }
        byte[] escaped = new byte[Math.addExact(plain.length, 1)];
        escaped[0] = ESCAPED;
        System.arraycopy(plain, 0, escaped, 1, plain.length);
        return escaped;
    }

    private UnreadableDataException malformed(int length) {
        return UnreadableDataException.of(MALFORMED, toString(), length, "the compressed form is broken");
    }

    private UnreadableDataException tooLarge(int length) {
        return UnreadableDataException.of(TOO_LARGE, toString(), length, "the plain bound is " + maxBytes);
    }

    @Override
    public long fingerprint() {
        return fingerprint;
    }

    @Override
    public String toString() {
        return inner + ".compressed";
    }
}
