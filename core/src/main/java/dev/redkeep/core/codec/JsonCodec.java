package dev.redkeep.core.codec;

import static dev.redkeep.core.codec.UnreadableDataException.Reason.MALFORMED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.checkIndex;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * JSON by Jackson. Its exceptions quote the values they met, so they end here: only the name of their class and the
 * offset go further.
 */
final class JsonCodec<T> implements Codec<T> {
    private static final byte[] NULL = "null".getBytes(UTF_8);

    private final String name;
    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final long fingerprint;
    private final boolean text;

    private JsonCodec(ObjectMapper mapper, JavaType type) {
        this.name = "json(" + type.toCanonical() + ')';
        this.reader = mapper.readerFor(type)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
        this.writer = mapper.writerFor(type);
        this.text = JsonFactory.FORMAT_NAME_JSON.equals(mapper.getFactory().getFormatName());
        this.fingerprint = Fingerprint.of(JsonShape.of(mapper, type));
    }

    static <T> Codec<T> of(ObjectMapper mapper, JavaType type) {
        JsonTypes.check(mapper, type);
        return new JsonCodec<>(mapper, type);
    }

    @Override
    public byte[] encode(T value) {
        requireNonNull(value, "value");
        byte[] data;
        try {
            data = writer.writeValueAsBytes(value);
        } catch (IOException | RuntimeException e) {
            throw unwritable(e.getClass().getSimpleName());
        }
        if (Arrays.equals(data, NULL)) {
            throw unwritable("it comes out as null");
        }
        if (text && Surrogates.loneInJson(data)) {
            throw unwritable("it has half a surrogate pair");
        }
        return data;
    }

    @Override
    public T decode(byte[] data) {
        return decode(data, 0);
    }

    @Override
    public T decode(byte[] data, int from) {
        int length = requireNonNull(data, "data").length - checkIndex(from, data.length + 1);
        T value;
        try (JsonParser parser = reader.createParser(data, from, length)) {
            value = read(parser);
        } catch (JsonProcessingException e) {
            throw unreadable(length, offset(e), e.getClass().getSimpleName());
        } catch (IOException | RuntimeException e) {
            throw unreadable(length, -1, e.getClass().getSimpleName());
        }
        if (value == null) {
            throw unreadable(length, 0, "no document, or null");
        }
        return value;
    }

    private @Nullable T read(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        // Asked here since some types read null as a value of theirs.
        return first == null || first == JsonToken.VALUE_NULL ? null : reader.readValue(parser);
    }

    private static long offset(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null ? -1 : location.getByteOffset();
    }

    private UnreadableDataException unreadable(int length, long offset, String detail) {
        return UnreadableDataException.at(offset, MALFORMED, name, length, detail);
    }

    private IllegalArgumentException unwritable(String detail) {
        return new IllegalArgumentException("value cannot be written as " + name + ": " + detail);
    }

    @Override
    public long fingerprint() {
        return fingerprint;
    }

    @Override
    public String toString() {
        return name;
    }
}
