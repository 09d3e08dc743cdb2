package dev.redkeep.core.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.redkeep.core.codec.UnreadableDataException.Reason;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompressedCodecTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final int MIB = 1 << 20;

    private final Codec<byte[]> codec = Codec.bytes().compressed(0, MIB);

    @Test
    void any_payload_comes_back_as_it_was() {
        Random random = new Random(20261121);
        for (int i = 0; i < 5_000; i++) {
            byte[] payload = Texts.bytes(random, random.nextInt(300));
            if (random.nextBoolean()) {
                Arrays.fill(payload, payload.length / 4, payload.length, (byte) random.nextInt());
            }
            if (payload.length > 0 && random.nextInt(3) == 0) {
                payload[0] = (byte) random.nextInt(0xF7, 0x100);
            }
            Codec<byte[]> some = Codec.bytes().compressed(random.nextInt(300), 300);
            byte[] data = some.encode(payload);

            assertThat(data.length).isLessThanOrEqualTo(payload.length + 1);
            assertThat(some.decode(data)).isEqualTo(payload);
            assertThat(codec.decode(data)).as("whatever the threshold").isEqualTo(payload);
        }
    }

    @Test
    void its_own_output_is_a_payload_like_any_other() {
        byte[] once = codec.encode(new byte[1_000]);
        assertThat(codec.decode(codec.encode(once))).isEqualTo(once);
        assertThat(codec.compressed(0, MIB).decode(codec.compressed(0, MIB).encode(new byte[1_000])))
                .isEqualTo(new byte[1_000]);
    }

    @Test
    void the_three_forms_have_not_changed() {
        assertThat(codec.encode("plain".getBytes(UTF_8))).isEqualTo("plain".getBytes(UTF_8));
        assertThat(codec.encode(HEX.parseHex("f901"))).isEqualTo(HEX.parseHex("faf901"));
        assertThat(codec.encode(HEX.parseHex("fa02"))).isEqualTo(HEX.parseHex("fafa02"));
        assertThat(codec.encode(new byte[0])).isEmpty();
        assertThat(codec.encode("a".repeat(100).getBytes(UTF_8))).startsWith(HEX.parseHex("f90000006478"));
        assertThat(codec.decode(HEX.parseHex("f900000064789c4b4ca43d00007a4725e5")))
                .isEqualTo("a".repeat(100).getBytes(UTF_8));
    }

    @Test
    void only_from_the_threshold_on_is_output_compressed() {
        Codec<byte[]> from100 = Codec.bytes().compressed(100, MIB);
        assertThat(from100.encode(new byte[99])).hasSize(99);
        assertThat(from100.encode(new byte[100]).length).isLessThan(50);
    }

    @Test
    void what_does_not_shrink_is_stored_plain() {
        byte[] noise = Texts.bytes(new Random(1), 1_000);
        noise[0] = 1;
        assertThat(codec.encode(noise)).isEqualTo(noise);
    }

    @Test
    void a_decompression_bomb_is_refused_before_it_is_inflated() {
        byte[] bomb = Codec.bytes().compressed(0, 64 * MIB).encode(new byte[64 * MIB]);
        assertThat(bomb.length).isLessThan(100_000);
        assertUnreadable(bomb, Reason.TOO_LARGE);

        ByteBuffer.wrap(bomb).putInt(1, 1_000);
        assertUnreadable(bomb, Reason.MALFORMED);

        assertUnreadable(new byte[MIB + 1], Reason.TOO_LARGE);
        assertUnreadable(HEX.parseHex("f9ffffffff789c"), Reason.MALFORMED);
        assertUnreadable(HEX.parseHex("f97fffffff789c"), Reason.TOO_LARGE);
    }

    @Test
    void a_value_larger_than_the_bound_is_refused_when_encoding() {
        assertThatExceptionOfType(ValueTooLargeException.class)
                .isThrownBy(() -> codec.encode(new byte[MIB + 1]))
                .satisfies(e -> {
                    assertThat(e.size()).isEqualTo(MIB + 1);
                    assertThat(e.bound()).isEqualTo(MIB);
                });
        assertThat(codec.decode(codec.encode(new byte[MIB]))).hasSize(MIB);
    }

    @Test
    void a_cut_or_altered_compressed_form_is_unreadable() {
        byte[] payload = "one two three one two three one two three, and so on and on and on"
                .repeat(3)
                .getBytes(UTF_8);
        byte[] data = codec.encode(payload);
        assertThat(data[0]).isEqualTo((byte) 0xF9);
        for (int length = 1; length < data.length; length++) {
            assertUnreadable(Arrays.copyOf(data, length), Reason.MALFORMED);
        }
        assertUnreadable(Arrays.copyOf(data, data.length + 1), Reason.MALFORMED);

        Random random = new Random(20261121);
        for (int i = 0; i < 5_000; i++) {
            byte[] mutated = data.clone();
            mutated[1 + random.nextInt(data.length - 1)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(codec.decode(mutated)).isEqualTo(payload);
            } catch (UnreadableDataException e) {
                assertThat(e.reason()).isIn(Reason.MALFORMED, Reason.TOO_LARGE);
            }
        }
    }

    @Test
    void a_bound_out_of_range_is_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codec.bytes().compressed(-1, 10))
                .withMessageContaining("thresholdBytes must be 0 to maxBytes (10)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codec.bytes().compressed(11, 10))
                .withMessageContaining("thresholdBytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codec.bytes().compressed(0, 0))
                .withMessageContaining("maxBytes must be at least 1");
    }

    private void assertUnreadable(byte[] data, Reason reason) {
        assertThatExceptionOfType(UnreadableDataException.class)
                .isThrownBy(() -> codec.decode(data))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
