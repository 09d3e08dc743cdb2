package dev.redkeep.core.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.redkeep.core.codec.UnreadableDataException.Reason;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DecoratorTest {
    private static final HexFormat HEX = HexFormat.of();

    private final Codec<String> text = Codec.string();

    @Test
    void a_stamp_has_not_changed() {
        assertThat(HEX.formatHex(text.stamped().encode("hi"))).isEqualTo("f852473287f8298dba716869");
    }

    @Test
    void data_of_another_shape_are_told_apart() {
        byte[] data = Codec.longs().stamped().encode(7L);
        assertUnreadable(text.stamped(), data, Reason.OTHER_SHAPE);
        assertThat(Codec.longs().stamped().decode(data)).isEqualTo(7L);
    }

    @Test
    void data_without_a_whole_stamp_are_malformed() {
        byte[] data = text.stamped().encode("");
        assertThat(data).hasSize(10);
        assertThat(text.stamped().decode(data)).isEmpty();
        for (int length = 0; length < data.length; length++) {
            assertUnreadable(text.stamped(), Arrays.copyOf(data, length), Reason.MALFORMED);
        }
        assertUnreadable(text.stamped(), "{\"plain\":\"json\"}".getBytes(UTF_8), Reason.MALFORMED);
    }

    @Test
    void a_limit_holds_in_both_directions() {
        Codec<String> limited = text.limitedTo(4);
        assertThat(limited.decode(limited.encode("four"))).isEqualTo("four");
        assertThatExceptionOfType(ValueTooLargeException.class)
                .isThrownBy(() -> limited.encode("fünf"))
                .withMessageContaining("5 bytes")
                .withMessageContaining("bound of 4")
                .satisfies(e -> {
                    assertThat(e.size()).isEqualTo(5);
                    assertThat(e.bound()).isEqualTo(4);
                });
        assertUnreadable(limited, "fives".getBytes(UTF_8), Reason.TOO_LARGE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> text.limitedTo(0))
                .withMessage("maxBytes must be at least 1, but is 0");
    }

    @Test
    void the_last_decorator_sees_stored_bytes_first() {
        String value = "a".repeat(1_000);
        assertThat(text.compressed(0, 1_000).limitedTo(100).encode(value).length)
                .isLessThan(100);
        assertThatExceptionOfType(ValueTooLargeException.class)
                .isThrownBy(() -> text.limitedTo(100).compressed(0, 1_000).encode(value));
        assertThat(text.compressed(0, 1_000).stamped().encode(value)).startsWith(0xF8, 0x52);
        assertThat(text.stamped().compressed(0, 1_010).encode(value)).startsWith(0xF9);
    }

    @Test
    void decorators_compose_in_any_order() {
        Random random = new Random(20261121);
        for (int i = 0; i < 2_000; i++) {
            Codec<String> codec = text;
            for (int n = random.nextInt(6); n > 0; n--) {
                codec = switch (random.nextInt(3)) {
                    case 0 -> codec.stamped();
                    case 1 -> codec.limitedTo(10_000);
                    default -> codec.compressed(random.nextInt(100), 10_000);
                };
            }
            String value = Texts.random(random, 10).repeat(random.nextInt(20));
            assertThat(codec.decode(codec.encode(value))).as(codec.toString()).isEqualTo(value);
        }
    }

    @Test
    void many_threads_share_one_codec() {
        Codec<List<String>> codec = Codec.json(new TypeReference<List<String>>() {})
                .compressed(50, 10_000)
                .stamped()
                .limitedTo(10_000);
        assertThat(IntStream.range(0, 20_000).parallel().filter(i -> {
                    List<String> value = Collections.nCopies(i % 30, "value " + i);
                    return !codec.decode(codec.encode(value)).equals(value);
                }))
                .isEmpty();
    }

    @Test
    void fingerprints_have_not_changed() {
        assertThat(Stream.of(
                                Codec.bytes(),
                                Codec.string(),
                                Codec.longs(),
                                Codec.string().stamped(),
                                Codec.string().compressed(0, 1),
                                Codec.string().compressed(0, 1).stamped())
                        .map(codec -> HEX.toHexDigits(codec.fingerprint())))
                .containsExactly(
                        "277089d91c0bdf4f",
                        "473287f8298dba71",
                        "fc66f021c67d064c",
                        "3704876982330ae2",
                        "43c3bae79b2fddb1",
                        "3a458146643990a3");
    }

    @Test
    void decorators_change_the_fingerprint_and_bounds_do_not() {
        assertThat(Stream.of(
                                text,
                                text.stamped(),
                                text.stamped().stamped(),
                                text.compressed(0, 9),
                                text.stamped().compressed(0, 9),
                                text.compressed(0, 9).stamped())
                        .map(Codec::fingerprint))
                .doesNotHaveDuplicates();
        assertThat(text.limitedTo(9).fingerprint()).isEqualTo(text.fingerprint());
        assertThat(text.compressed(5, 9).fingerprint())
                .isEqualTo(text.compressed(0, 99).fingerprint());
    }

    @Test
    void a_codec_names_itself_as_it_was_composed() {
        assertThat(Codec.json(String.class).compressed(0, 9).stamped().limitedTo(9))
                .hasToString("json(java.lang.String).compressed.stamped.limited");
        assertThat(List.of(Codec.bytes(), Codec.longs(), text)).hasToString("[bytes, long, string]");
    }

    @Test
    @SuppressWarnings("NullAway")
    void null_is_refused_by_name() {
        for (Codec<?> codec : List.of(
                Codec.bytes(),
                text,
                Codec.longs(),
                Codec.json(String.class),
                text.stamped(),
                text.limitedTo(9),
                text.compressed(0, 9))) {
            assertThatNullPointerException()
                    .isThrownBy(() -> codec.encode(null))
                    .withMessage("value");
            assertThatNullPointerException()
                    .isThrownBy(() -> codec.decode(null))
                    .withMessage("data");
        }
    }

    private static void assertUnreadable(Codec<?> codec, byte[] data, Reason reason) {
        assertThatExceptionOfType(UnreadableDataException.class)
                .isThrownBy(() -> codec.decode(data))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
