package dev.redkeep.core.codec;

import static dev.redkeep.core.codec.UnreadableDataException.Reason.MALFORMED;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

/** Integers in canonical decimal, as INCR writes them. */
final class LongCodec implements Codec<Long> {
    static final LongCodec INSTANCE = new LongCodec();

    private static final long FINGERPRINT = Fingerprint.of("long");
    private static final int LONGEST = Long.toString(Long.MIN_VALUE).length();

    private LongCodec() {}

    @Override
    public byte[] encode(Long value) {
        return requireNonNull(value, "value").toString().getBytes(ISO_8859_1);
    }

    @Override
    public Long decode(byte[] data) {
        requireNonNull(data, "data");
        if (data.length <= LONGEST) {
            String text = new String(data, ISO_8859_1);
            try {
                long value = Long.parseLong(text);
                if (Long.toString(value).equals(text)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // Refused below, without the message, which quotes the text.
            }
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
