package dev.redkeep.core.codec;

import static dev.redkeep.core.codec.UnreadableDataException.Reason.MALFORMED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.redkeep.core.text.Utf8;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Text in UTF-8, with nothing replaced in either direction. */
final class StringCodec implements Codec<String> {
    static final StringCodec INSTANCE = new StringCodec();

    private static final long FINGERPRINT = Fingerprint.of("string");
    private static final char REPLACEMENT = '\uFFFD';

    private StringCodec() {}

    @Override
    public byte[] encode(String value) {
        requireNonNull(value, "value");
        int lone = Utf8.firstLone(value);
        if (lone >= 0) {
            throw new IllegalArgumentException("value has half a surrogate pair at index " + lone + " of "
                    + value.length() + ", which UTF-8 cannot write");
        }
        return value.getBytes(UTF_8);
    }

    @Override
    public String decode(byte[] data) {
        return decode(data, 0);
    }

    @Override
    public String decode(byte[] data, int from) {
        String text = new String(requireNonNull(data, "data"), from, data.length - from, UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) { // either the text has one, or the JDK put it there for a malformed part
            refuseMalformed(data, from);
        }
        return text;
    }

    private void refuseMalformed(byte[] data, int from) {
        ByteBuffer bytes = ByteBuffer.wrap(data, from, data.length - from);
        try {
            UTF_8.newDecoder().decode(bytes); // a new decoder reports
        } catch (CharacterCodingException e) {
            throw UnreadableDataException.at(
                    bytes.position() - from, MALFORMED, toString(), data.length - from, "not UTF-8");
        }
    }

    @Override
    public long fingerprint() {
        return FINGERPRINT;
    }

    @Override
    public String toString() {
        return "string";
    }
}
