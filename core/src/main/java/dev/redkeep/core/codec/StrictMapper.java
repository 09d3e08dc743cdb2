package dev.redkeep.core.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** The library's own Jackson settings: deterministic when writing, strict about mistakes when reading. */
final class StrictMapper {
    /** Shared by all codecs; nothing outside this package can reach it to reconfigure it. */
    static final ObjectMapper INSTANCE = create();

    private static final int MAX_DEPTH = 500;
    private static final int MAX_NUMBER_CHARS = 1_000;
    private static final int MAX_NAME_CHARS = 50_000;
    private static final int MAX_STRING_CHARS = 20_000_000;

    private StrictMapper() {}

    private static ObjectMapper create() {
        return JsonMapper.builder(factory())
                .addModule(new JavaTimeModule())
                .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.ACCEPT_FLOAT_AS_INT,
                        // An offset is data: without this, reading would turn it into UTC.
                        DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .build();
    }

    private static JsonFactory factory() {
        return new JsonFactoryBuilder()
                // Property names may be map keys, which are data: interning them would keep them.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                // UTF-8 only, so that random bytes are never taken for UTF-16.
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                // Emoji as the 4 bytes of UTF-8 instead of 12 bytes of escapes.
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_NUMBER_CHARS)
                        .maxNameLength(MAX_NAME_CHARS)
                        .maxStringLength(MAX_STRING_CHARS)
                        .build())
                .streamWriteConstraints(StreamWriteConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                .build();
    }
}
