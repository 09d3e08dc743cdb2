package dev.redkeep.core.codec;

import static dev.redkeep.core.codec.UnreadableDataException.Reason.MALFORMED;
import static dev.redkeep.core.codec.UnreadableDataException.Reason.OTHER_SHAPE;
import static java.util.Objects.checkIndex;
import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;

/** Puts the fingerprint of another codec in front of its output: {@code F8 52}, then 8 bytes, big-endian. */
final class StampedCodec<T> implements Codec<T> {
    /** The first byte occurs in no UTF-8 text, the second is an R. */
    private static final short MAGIC = (short) 0xF852;

    private static final int STAMP_BYTES = Short.BYTES + Long.BYTES;

    private final Codec<T> inner;
    private final long stamp;
    private final long fingerprint;

    StampedCodec(Codec<T> inner) {
        this.inner = inner;
        this.stamp = inner.fingerprint();
        this.fingerprint = Fingerprint.of("stamped", stamp);
    }

    @Override
    public byte[] encode(T value) {
        byte[] body = inner.encode(value);
        return ByteBuffer.allocate(Math.addExact(STAMP_BYTES, body.length))
                .putShort(MAGIC)
                .putLong(stamp)
                .put(body)
                .array();
    }

    @Override
    public T decode(byte[] data) {
        return decode(data, 0);
    }

    @Override
    public T decode(byte[] data, int from) {
        int length = requireNonNull(data, "data").length - checkIndex(from, data.length + 1);
        ByteBuffer buffer = ByteBuffer.wrap(data, from, length);
        if (length < STAMP_BYTES || buffer.getShort() != MAGIC) {
            throw UnreadableDataException.at(0, MALFORMED, toString(), length, "it has no stamp");
        }
        if (buffer.getLong() != stamp) {
            throw UnreadableDataException.of(OTHER_SHAPE, toString(), length, "the stamp is another's");
        }
        return inner.decode(data, from + STAMP_BYTES);
    }

    @Override
    public long fingerprint() {
        return fingerprint;
    }

    @Override
    public String toString() {
        return inner + ".stamped";
    }
}
