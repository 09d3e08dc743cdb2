package dev.redkeep.core.codec;

import static java.util.Objects.requireNonNull;

/** Bytes as they are. */
final class BytesCodec implements Codec<byte[]> {
    static final BytesCodec INSTANCE = new BytesCodec();

    private static final long FINGERPRINT = Fingerprint.of("bytes");

    private BytesCodec() {}

    @Override
    public byte[] encode(byte[] value) {
        return requireNonNull(value, "value");
    }

    @Override
    public byte[] decode(byte[] data) {
        return requireNonNull(data, "data");
    }

    @Override
    public long fingerprint() {
        return FINGERPRINT;
    }

    @Override
    public String toString() {
        return "bytes";
    }
}
