package dev.redkeep.core.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.redkeep.core.codec.UnreadableDataException.Reason;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NoLeakTest {
    private static final String SECRET = "s3cr3t";

    enum Kind {
        A,
        B
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Token(String text, int number, Instant at, Kind kind, UUID id, Map<Integer, String> map, byte[] bytes) {
        Token {
            if (text != null && text.contains("refused")) {
                throw new IllegalStateException("the constructor quotes " + text);
            }
        }
    }

    @Test
    void a_secret_in_broken_json_is_nowhere_in_the_exception() {
        for (String json : List.of(
                "s3cr3t",
                "\"s3cr3t",
                "{\"s3cr3t",
                "{\"text\":\"s3cr3t",
                "{\"text\":\"s3cr3t\"",
                "{\"text\":s3cr3t}",
                "{\"s3cr3t\":}",
                "{\"s3cr3t\":1,\"s3cr3t\":1}",
                "{\"number\":\"s3cr3t\"}",
                "{\"at\":\"s3cr3t\"}",
                "{\"kind\":\"s3cr3t\"}",
                "{\"id\":\"s3cr3t\"}",
                "{\"map\":{\"s3cr3t\":1}}",
                "{\"map\":{\"1\":{\"s3cr3t\":1}}}",
                "{\"bytes\":\"s3cr3t!\"}",
                "{\"text\":\"refused s3cr3t\"}",
                "{} s3cr3t",
                "\"s3cr3t\"")) {
            assertSilent(Codec.json(Token.class), json.getBytes(UTF_8));
            assertSilent(Codec.json(Token.class).stamped(), json.getBytes(UTF_8));
        }
        assertSilent(Codec.longs(), SECRET.getBytes(UTF_8));
        assertSilent(Codec.string(), (SECRET + "\u00FF").getBytes(ISO_8859_1));
        assertSilent(Codec.string().limitedTo(3), SECRET.getBytes(UTF_8));
    }

    @Test
    void random_mutations_and_truncations_are_read_or_unreadable_and_nothing_else() {
        Codec<List<Token>> codec = Codec.json(new TypeReference<>() {});
        byte[] data = codec.encode(List.of(
                new Token(
                        "text \u03A9 \uD83D\uDE00",
                        -42,
                        Instant.parse("2026-01-02T03:04:05Z"),
                        Kind.B,
                        new UUID(3, 4),
                        Map.of(1, "one", 2, "two"),
                        new byte[] {9, 8, 7}),
                new Token("refuse", 0, Instant.EPOCH, Kind.A, new UUID(0, 0), Map.of(), new byte[0])));
        for (int length = 0; length < data.length; length++) {
            assertReadableOrUnreadable(codec, Arrays.copyOf(data, length));
        }
        Random random = new Random(20261121);
        for (int i = 0; i < 30_000; i++) {
            byte[] mutated = data;
            for (int n = random.nextInt(1, 4); n > 0; n--) {
                mutated = Texts.mutate(random, mutated);
            }
            assertReadableOrUnreadable(codec, mutated);
            assertReadableOrUnreadable(codec.compressed(0, 4_096).stamped(), mutated);
        }
    }

    private static void assertReadableOrUnreadable(Codec<?> codec, byte[] data) {
        try {
            assertThat(codec.decode(data)).isNotNull();
        } catch (UnreadableDataException e) {
            assertThat(e.reason()).isIn((Object[]) Reason.values());
            assertThat(e).hasNoCause();
        }
    }

    private static void assertSilent(Codec<?> codec, byte[] data) {
        try {
            codec.decode(data);
        } catch (UnreadableDataException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            assertThat(trace.toString()).startsWith(e.toString()).doesNotContain("s3cr", "Caused by", "Suppressed");
            assertThat(e.getMessage()).doesNotContain("s3cr").contains(data.length + " bytes", "Remedy: ");
            assertThat(e).hasNoCause().hasNoSuppressedExceptions();
            return;
        }
        throw new AssertionError("expected to be unreadable: " + new String(data, UTF_8));
    }
}
