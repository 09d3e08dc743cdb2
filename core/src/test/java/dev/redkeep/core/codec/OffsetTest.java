package dev.redkeep.core.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands at the end of an array is read as a copy of it would be. */
class OffsetTest {
    private static final int LEAD = 31;
    private static final Codec<List<String>> LIST = Codec.json(new TypeReference<>() {});

    static Stream<Codec<?>> codecs() {
        return Stream.of(
                Codec.string(),
                Codec.longs(),
                LIST,
                LIST.compressed(8, 4_096),
                LIST.compressed(4_096, 4_096),
                LIST.stamped(),
                LIST.limitedTo(4_096),
                LIST.compressed(8, 4_096).stamped().limitedTo(4_096),
                Codec.string().limitedTo(9).stamped());
    }

    static Stream<byte[]> data() {
        List<String> list = List.of("a".repeat(50), "\u00e9\u4e16\ud83d\ude00", "\"\\\n");
        return Stream.of(
                new byte[0],
                new byte[] {'4', '2'},
                "plain text".getBytes(UTF_8),
                new byte[] {'a', (byte) 0xFF},
                new byte[] {(byte) 0xF9, 0, 0},
                new byte[] {(byte) 0xFA, '[', ']'},
                "[\"a\",]".getBytes(UTF_8),
                "[] []".getBytes(UTF_8),
                "null".getBytes(UTF_8),
                LIST.encode(list),
                LIST.compressed(8, 4_096).encode(list),
                LIST.compressed(8, 4_096).stamped().encode(list),
                LIST.stamped().encode(list),
                Codec.string().stamped().encode("short"));
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void as_a_copy(Codec<?> codec) {
        data().forEach(plain -> {
            byte[] behind = new byte[LEAD + plain.length];
            Arrays.fill(behind, 0, LEAD, (byte) '[');
            System.arraycopy(plain, 0, behind, LEAD, plain.length);
            UnreadableDataException expected =
                    catchThrowableOfType(UnreadableDataException.class, () -> codec.decode(plain));
            if (expected == null) {
                assertThat((Object) codec.decode(behind, LEAD)).isEqualTo(codec.decode(plain));
            } else {
                assertThatExceptionOfType(UnreadableDataException.class)
                        .isThrownBy(() -> codec.decode(behind, LEAD))
                        .withMessage(expected.getMessage());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("codecs")
    @SuppressWarnings("NullAway") // as a caller whom no checker has seen
    void out_of_range_is_refused(Codec<?> codec) {
        for (int from : new int[] {-1, 5, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> codec.decode(new byte[4], from));
        }
        assertThatNullPointerException().isThrownBy(() -> codec.decode(null, 0)).withMessage("data");
    }
}
