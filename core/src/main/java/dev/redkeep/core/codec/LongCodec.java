package dev.redkeep.core.codec;

import static dev.redkeep.core.codec.UnreadableDataException.Reason.MALFORMED;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import dev.redkeep.core.text.Decimal;

/** Integers in canonical decimal, as INCR writes them. */
final class LongCodec implements Codec<Long> {
    static final LongCodec INSTANCE = new LongCodec();

    private static final long FINGERPRINT = Fingerprint.of("long");

    private LongCodec() {}

    @Override
    public byte[] encode(Long value) {
        return requireNonNull(value, "value").toString().getBytes(ISO_8859_1);
    }

    @Override
    public Long decode(byte[] data) {
        requireNonNull(data, "data");
        Long value = Decimal.read(data, 0, data.length);
        if (value != null) {
            return value;
        }
        throw UnreadableDataException.of(MALFORMED, toString(), data.length, "not a canonical 64-bit integer");
    }

    @Override
    public long fingerprint() {
        return FINGERPRINT;
    }

    @Override
    public String toString() {
        return "long";
    }
}
