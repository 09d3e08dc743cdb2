package dev.redkeep.core.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonCodecTest {
    enum Level {
        LOW,
        HIGH
    }

    record Stat(int topics, long shouts) {}

    @SuppressWarnings("ArrayRecordComponent")
    record Author(
            long id,
            String name,
            @Nullable String slug,
            boolean verified,
            double weight,
            Level level,
            Instant createdAt,
            LocalDate born,
            Duration online,
            UUID key,
            byte[] photo,
            Stat stat,
            List<Stat> history,
            Map<String, Integer> counts) {}

    private static final Stat STAT = new Stat(2, 3);

    private final Codec<Stat> stats = Codec.json(Stat.class);

    @Test
    void output_has_not_changed() {
        Author author = new Author(
                7,
                "Ada Ωμέγα \"q\"",
                null,
                true,
                1.5,
                Level.HIGH,
                Instant.parse("2026-01-02T03:04:05.678Z"),
                LocalDate.parse("1815-12-10"),
                Duration.ofMinutes(90),
                new UUID(1, 2),
                new byte[] {1, 2, 3},
                STAT,
                List.of(STAT),
                new LinkedHashMap<>(Map.of("b", 1, "a", 2)));
        byte[] data = Codec.json(Author.class).encode(author);

        assertThat(new String(data, UTF_8))
                .isEqualTo("{\"born\":\"1815-12-10\",\"counts\":{\"a\":2,\"b\":1},"
                        + "\"createdAt\":\"2026-01-02T03:04:05.678Z\",\"history\":[{\"shouts\":3,\"topics\":2}],\"id\":7,"
                        + "\"key\":\"00000000-0000-0001-0000-000000000002\",\"level\":\"HIGH\","
                        + "\"name\":\"Ada Ωμέγα \\\"q\\\"\",\"online\":\"PT1H30M\",\"photo\":\"AQID\",\"slug\":null,"
                        + "\"stat\":{\"shouts\":3,\"topics\":2},\"verified\":true,\"weight\":1.5}");
        assertThat(Codec.json(Author.class).decode(data))
                .usingRecursiveComparison()
                .isEqualTo(author);
    }

    @Test
    void generic_types_and_any_text_come_back_as_they_were() {
        Codec<Map<String, List<String>>> codec = Codec.json(new TypeReference<>() {});
        Random random = new Random(20261121);
        for (int i = 0; i < 3_000; i++) {
            Map<String, List<String>> value = new HashMap<>();
            for (int n = random.nextInt(4); n > 0; n--) {
                value.put(Texts.random(random, 8), List.of(Texts.random(random, 20), Texts.random(random, 3)));
            }
            assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
        }
    }

    @Test
    void an_offset_is_not_turned_into_utc() {
        Codec<OffsetDateTime> codec = Codec.json(OffsetDateTime.class);
        OffsetDateTime time = OffsetDateTime.parse("2026-01-02T03:04:05+03:00");
        assertThat(codec.decode(codec.encode(time))).isEqualTo(time);
    }

    @Test
    void an_unknown_property_is_ignored_and_a_missing_one_is_absent() {
        assertThat(read("{\"topics\":2,\"shouts\":3,\"later\":{\"x\":[1]}}")).isEqualTo(STAT);
        assertThat(read("{\"topics\":2}")).isEqualTo(new Stat(2, 0));
    }

    @Test
    void text_of_any_length_comes_back_as_it_was() {
        Codec<String> codec = Codec.json(String.class);
        Random random = new Random(20261121);
        for (int i = 0; i < 200; i++) {
            String text = Texts.random(random, 20_000);
            assertThat(codec.decode(codec.encode(text))).isEqualTo(text);
        }
    }

    @Test
    void the_mapper_of_an_application_decides_names_but_not_strictness() {
        ObjectMapper snake = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
        record Seen(int lastSeen) {}
        Codec<Seen> codec = Codec.json(Seen.class, snake);
        Codec<List<Seen>> many = Codec.json(new TypeReference<>() {}, snake);

        assertThat(new String(codec.encode(new Seen(5)), UTF_8)).isEqualTo("{\"last_seen\":5}");
        assertThat(many.decode("[{\"last_seen\":5}]".getBytes(UTF_8))).containsExactly(new Seen(5));
        assertThat(codec.fingerprint()).isNotEqualTo(Codec.json(Seen.class).fingerprint());
        for (String json : List.of("null", "{\"last_seen\":5} 6", "{\"last_seen\":5,\"last_seen\":5}")) {
            assertThatExceptionOfType(UnreadableDataException.class)
                    .as(json)
                    .isThrownBy(() -> codec.decode(json.getBytes(UTF_8)));
        }
    }

    private Stat read(String json) {
        return stats.decode(json.getBytes(UTF_8));
    }
}
