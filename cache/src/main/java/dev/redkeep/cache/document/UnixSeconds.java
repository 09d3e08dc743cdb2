package dev.redkeep.cache.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.time.Instant;

/** Moments as the documents write them in JSON: whole seconds since 1970, a number. */
final class UnixSeconds {
    private UnixSeconds() {}

    /** Writes them; a fraction of a second is cut off. */
    static final class Writer extends JsonSerializer<Instant> {
        @Override
        public void serialize(Instant moment, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeNumber(moment.getEpochSecond());
        }
    }

    /** Reads them. */
    static final class Reader extends JsonDeserializer<Instant> {
        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return Instant.ofEpochSecond(json.getLongValue());
        }
    }
}
