package dev.redkeep.core.script;

import static dev.redkeep.core.key.Segment.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {
    private static final Key KEY = KeyPattern.of("text:{name}", text())
            .string()
            .fixed(Duration.ofHours(1))
            .owner("test")
            .key("a");

    private static Script<ScriptReply> script(String source) {
        return Script.read("test", new ByteArrayInputStream(source.getBytes(UTF_8)), reply -> reply);
    }

    private static List<String> texts(List<byte[]> bytes) {
        return bytes.stream().map(one -> new String(one, UTF_8)).toList();
    }

    @Test
    void a_missing_resource_is_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Script.read("test.none", getClass().getResourceAsStream("lua/none.lua"), r -> r))
                .withMessage(
                        "script test.none has no resource: check its path, which is relative to the class that opens it");
    }

    @Test
    void a_script_that_does_not_say_what_it_takes_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> script("return redis.call('GET', KEYS[1])"))
                .withMessageContaining("must list what it takes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> script("-- KEYS[1] a key\nreturn redis.call('SET', KEYS[1], ARGV[1])"))
                .withMessageContaining("must list what it takes");
    }

    @Test
    void a_check_sees_each_answer_before_it_is_mapped_and_may_refuse_it() {
        Script<Long> number = Script.read(
                "test",
                new ByteArrayInputStream("-- Reply: a number.\nreturn 1".getBytes(UTF_8)),
                ScriptReply::integer);
        Script<Long> checked = number.checking(told -> {
            if (told.isNil()) {
                throw new IllegalStateException("nothing");
            }
        });
        assertThat(checked.map(7L)).isEqualTo(7);
        assertThatThrownBy(() -> checked.map(null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("nothing");
        assertThatThrownBy(() -> number.map(null)).isInstanceOf(UnexpectedReplyException.class);
        assertThat(checked.sha()).isEqualTo(number.sha());
        assertThat(checked.on().keys()).isEmpty();
        assertThat(checked).hasToString("test");
    }

    @Test
    void half_a_surrogate_pair_is_no_argument() {
        ScriptCall<ScriptReply> call =
                script("-- ARGV[1] a text\nreturn ARGV[1]").on();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> call.arg("al\ud800ice"))
                .withMessage("argument 1 of test must not contain half of a surrogate pair");
    }

    @Test
    void a_resource_that_cannot_be_read_fails_and_is_closed() {
        boolean[] closed = new boolean[1];
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("broken");
            }

            @Override
            public void close() {
                closed[0] = true;
            }
        };
        assertThatThrownBy(() -> Script.read("test", broken, reply -> reply))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("script test cannot be read");
        assertThat(closed[0]).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- KEYS[2] a",
                "-- KEYS[0] a",
                "-- KEYS[1] a\n-- KEYS[3] b",
                "-- KEYS[1] a\n-- KEYS[1] b",
                "-- ARGV[1..] a\n-- ARGV[2] b",
                "-- ARGV[2..] a",
                "-- ARGV[99999999999] a"
            })
    void a_header_with_a_gap_is_refused(String source) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> script(source))
                .withMessageMatching(
                        "script test must list its (KEYS|ARGV) from 1 without a gap; an open one comes last");
    }

    @Test
    void only_the_comments_on_top_are_the_header() {
        Script<?> script = script("-- KEYS[1] a\nlocal x = 1\n-- KEYS[7] not a header\nreturn KEYS[1]");
        assertThat(texts(script.on(KEY).keyBytes())).containsExactly("text:a");
    }

    @Test
    void an_open_entry_takes_none_or_many() {
        Script<?> script = script("-- KEYS[1..] any\n-- ARGV[1] one\n-- ARGV[2..] any\nreturn 1");
        assertThat(script.on().arg("1").argBytes()).hasSize(1);
        assertThat(script.on(KEY, KEY, KEY).arg("1").arg("2").arg("3").argBytes())
                .hasSize(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> script.on(KEY).argBytes())
                .withMessage("script test takes 1 or more arguments, not 0");
    }

    @Test
    void arguments_go_as_decimal_utf_8_or_bytes_and_a_time_in_milliseconds_rounded_up() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("a", "1");
        fields.put("ä", "2");
        ScriptCall<?> call = script("-- ARGV[1..] any\nreturn 1")
                .on()
                .arg(Long.MIN_VALUE)
                .arg("ä")
                .arg(new byte[] {'b'})
                .arg(Duration.ofNanos(1))
                .arg(Duration.ZERO)
                .arg(Duration.ofMillis(1500))
                .arg(Duration.ofNanos(1_000_001))
                .args(fields);
        assertThat(texts(call.argBytes()))
                .containsExactly("-9223372036854775808", "ä", "b", "1", "0", "1500", "2", "a", "1", "ä", "2");
        assertThat(call.toString()).isEqualTo("test");
    }

    @Test
    void a_header_tells_when_a_call_may_be_repeated() {
        assertThat(script("-- KEYS[1] a\nreturn KEYS[1]").on(KEY).repeatable()).isFalse();
        assertThat(script("-- Reads.\n-- Twice: harmless: it only reads.\nreturn 1")
                        .on()
                        .repeatable())
                .isTrue();
        Script<?> looking =
                script("-- ARGV[1] a\n-- ARGV[2..] b\n-- Twice: harmless if ARGV[2] is 0: it looks.\nreturn ARGV[1]");
        assertThat(looking.on().arg(0).repeatable()).isFalse();
        assertThat(looking.on().arg(0).arg(1).repeatable()).isFalse();
        assertThat(looking.on().arg(0).arg(10).repeatable()).isFalse();
        assertThat(looking.on().arg(1).arg(0).arg(1).repeatable()).isTrue();
        assertThat(script("return 1\n-- Twice: harmless: not in the header.")
                        .on()
                        .repeatable())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- Twice: harmless",
                "-- Twice: harmless:",
                "-- Twice: harmless, it only reads.",
                "-- Twice: harmful: it writes.",
                "-- Twice: harmless if ARGV[0] is 1: no.",
                "-- Twice: harmless if ARGV[x] is 1: no.",
                "--Twice: never"
            })
    void a_header_that_does_not_say_why_is_refused(String source) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> script(source))
                .withMessageStartingWith("script test must say when and why it may run twice");
    }

    @Test
    void the_digest_is_that_of_the_source() {
        Script<?> script = script("return 1");
        assertThat(new String(script.sha(), UTF_8)).isEqualTo("e0e1f9fabfc9d4800c877a703b823ac0578ff8db");
        assertThat(script.source()).isEqualTo("return 1".getBytes(UTF_8));
        assertThat(script.toString()).isEqualTo(script.name()).isEqualTo("test");
    }
}
