package dev.redkeep.core.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.redkeep.core.codec.UnreadableDataException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonRefusalTest {
    enum Level {
        LOW,
        HIGH
    }

    record Stat(int topics, long shouts) {}

    record Positive(int n) {
        Positive {
            if (n <= 0) {
                throw new IllegalStateException("n is " + n);
            }
        }
    }

    record Faulty(String secret) {
        public int getLength() {
            if (secret.isEmpty()) {
                return 0;
            }
            throw new IllegalStateException("quotes " + secret);
        }
    }

    private final Codec<Stat> stats = Codec.json(Stat.class);

    @Test
    void what_hides_a_mistake_is_unreadable() {
        for (String json : List.of(
                "",
                " ",
                "null",
                " null ",
                "[]",
                "7",
                "\"text\"",
                "{",
                "{\"topics\":2",
                "{\"topics\":2}}",
                "{\"topics\":2}{\"topics\":2}",
                "{\"topics\":2} x",
                "{\"topics\":2,\"topics\":2}",
                "{\"later\":{\"a\":1,\"a\":1}}",
                "{\"topics\":2.5}",
                "{\"topics\":2147483648}",
                "{\"topics\":\"two\"}",
                "{'topics':2}",
                "{\"topics\":2,}",
                "{\"topics\":" + "9".repeat(1_001) + "}",
                "{\"later\":" + "[".repeat(501) + "]".repeat(501) + "}",
                "[".repeat(100_000))) {
            assertThatExceptionOfType(UnreadableDataException.class)
                    .as(json)
                    .isThrownBy(() -> read(json))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
        }
    }

    @Test
    void a_number_is_no_enum_constant() {
        assertThatExceptionOfType(UnreadableDataException.class)
                .isThrownBy(() -> Codec.json(Level.class).decode("1".getBytes(UTF_8)));
    }

    @Test
    void a_value_the_type_itself_refuses_is_unreadable() {
        assertThatExceptionOfType(UnreadableDataException.class)
                .isThrownBy(() -> Codec.json(Positive.class).decode("{\"n\":-5}".getBytes(UTF_8)))
                .withMessageNotContaining("-5")
                .withNoCause();
    }

    @Test
    void a_fault_names_its_place_and_remedy() {
        assertThatExceptionOfType(UnreadableDataException.class)
                .isThrownBy(() -> read("{\"topics\":2,\"shouts\":x}"))
                .withMessageStartingWith(
                        "Unreadable data for json(dev.redkeep.core.codec.JsonRefusalTest$Stat): MALFORMED,"
                                + " 23 bytes, at byte 2")
                .withMessageContaining("JsonParseException")
                .withMessageContaining("Remedy: ");
    }

    @Test
    void half_a_surrogate_pair_is_refused_wherever_it_stands() {
        Codec<Map<String, String>> maps = Codec.json(new TypeReference<>() {});
        for (String half : List.of("ab\uD83D", "ab\uDE00c", "\uDE00\uD83D", "x".repeat(9_000) + "\uD83D")) {
            assertThatIllegalArgumentException().isThrownBy(() -> maps.encode(Map.of("key", half)));
            assertThatIllegalArgumentException().isThrownBy(() -> maps.encode(Map.of(half, "value")));
        }
        for (String whole :
                List.of("\\uD83D", "\\\\uD83D", "\uD83D\uDE00", "x".repeat(8_191) + "\uD83D\uDE00", "\u0001\n")) {
            Map<String, String> value = Map.of(whole, whole);
            assertThat(maps.decode(maps.encode(value))).isEqualTo(value);
        }
        assertThat(Codec.json(String.class).encode("\uD83D\uDE00")).hasSize(6);
    }

    @Test
    void a_value_that_cannot_be_written_is_refused_without_being_quoted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codec.json(Faulty.class).encode(new Faulty("s3cret")))
                .withMessageNotContaining("s3cret")
                .withNoCause();
    }

    @Test
    void a_value_that_holds_itself_is_refused() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Codec.json(new TypeReference<List<Object>>() {}).encode(list))
                .withNoCause();
    }

    @Test
    void a_type_that_could_never_be_read_is_refused_when_the_codec_is_built() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codec.json(Runnable.class))
                .withMessageContaining("java.lang.Runnable");
        assertThatIllegalArgumentException().isThrownBy(() -> Codec.json(new TypeReference<List<Runnable>>() {}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codec.json(int.class))
                .withMessageContaining("primitive");
    }

    @Test
    void a_mapper_with_default_typing_is_refused() {
        JsonMapper typing = JsonMapper.builder().build();
        typing.activateDefaultTyping(typing.getPolymorphicTypeValidator());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codec.json(Stat.class, typing))
                .withMessageContaining("default typing");
    }

    private Stat read(String json) {
        return stats.decode(json.getBytes(UTF_8));
    }
}
