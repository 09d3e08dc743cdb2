package dev.redkeep.core.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.redkeep.core.codec.UnreadableDataException.Reason;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongCodecTest {
    private final Codec<Long> codec = Codec.longs();

    @Test
    void any_number_comes_back_as_it_was() {
        Random random = new Random(20261121);
        for (int i = 0; i < 10_000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            assertThat(codec.encode(value)).isEqualTo(Long.toString(value).getBytes(UTF_8));
            assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
        }
        for (long value : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
        }
    }

    @Test
    void another_spelling_of_a_number_is_unreadable() {
        for (String text : List.of(
                "",
                "-",
                "+1",
                "01",
                "-0",
                "-01",
                " 1",
                "1 ",
                "1\n",
                "1.0",
                "1e3",
                "0x1",
                "1_000",
                "٣",
                "\u00B2",
                "9223372036854775808",
                "-9223372036854775809",
                "000000000000000000000",
                "99999999999999999999999")) {
            assertThatExceptionOfType(UnreadableDataException.class)
                    .as(text)
                    .isThrownBy(() -> codec.decode(text.getBytes(UTF_8)))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
        }
    }
}
