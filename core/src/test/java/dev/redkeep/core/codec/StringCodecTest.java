package dev.redkeep.core.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.redkeep.core.codec.UnreadableDataException.Reason;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StringCodecTest {
    private final Codec<String> codec = Codec.string();

    @Test
    void any_text_comes_back_as_it_was() {
        Random random = new Random(20261121);
        for (int i = 0; i < 20_000; i++) {
            String text = Texts.random(random, 40);
            byte[] data = codec.encode(text);
            assertThat(data).isEqualTo(text.getBytes(UTF_8));
            assertThat(codec.decode(data)).isEqualTo(text);
        }
    }

    @Test
    void a_replacement_character_of_the_text_itself_is_kept() {
        assertThat(codec.decode(codec.encode("a\uFFFDb"))).isEqualTo("a\uFFFDb");
    }

    @Test
    void half_a_surrogate_pair_is_refused_and_not_replaced() {
        for (String half : List.of("ab\uD83D", "ab\uDE00", "ab\uD83Dc", "ab\uDE00\uD83D", "ab\uD83D\uD83D\uDE00")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> codec.encode(half))
                    .withMessageContaining("at index 2 of " + half.length());
        }
    }

    @Test
    void bytes_that_are_not_utf8_are_unreadable() {
        for (String hex :
                List.of("6162FF", "6162C0AF", "6162EDA080", "6162F4908080", "616280", "6162E282", "6162F09F")) {
            byte[] data = HexFormat.of().parseHex(hex);
            assertThatExceptionOfType(UnreadableDataException.class)
                    .isThrownBy(() -> codec.decode(data))
                    .satisfies(e -> {
                        assertThat(e.reason()).isEqualTo(Reason.MALFORMED);
                        assertThat(e.length()).isEqualTo(data.length);
                        assertThat(e.offset()).hasValue(2);
                    });
        }
    }

    @Test
    void random_bytes_are_read_exactly_or_not_at_all() {
        Random random = new Random(20261121);
        for (int i = 0; i < 20_000; i++) {
            byte[] data = Texts.mutate(random, Texts.random(random, 10).getBytes(UTF_8));
            try {
                assertThat(codec.encode(codec.decode(data))).isEqualTo(data);
            } catch (UnreadableDataException e) {
                assertThat(e.reason()).isEqualTo(Reason.MALFORMED);
            }
        }
    }
}
