package dev.redkeep.core.script;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScriptReplyTest {
    private static byte[] bulk(String text) {
        return text.getBytes(UTF_8);
    }

    private static ScriptReply reply(@Nullable Object value) {
        return new ScriptReply(value);
    }

    private static void refused(String message, ThrowingCallable call) {
        assertThatExceptionOfType(UnexpectedReplyException.class)
                .isThrownBy(call)
                .withMessage(message);
    }

    @Test
    void a_number_is_an_integer_or_its_decimal_text() {
        assertThat(reply(7L).integer()).isEqualTo(7);
        assertThat(reply(bulk("-9223372036854775808")).integer()).isEqualTo(Long.MIN_VALUE);
        refused(
                "expected an integer, got another text",
                () -> reply(bulk("1.5")).integer());
        refused("expected an integer, got another text", () -> reply(bulk("+7")).integer());
        refused(
                "expected an integer, got another text",
                () -> reply(bulk("007")).integer());
        refused("expected an integer, got another text", () -> reply(bulk("-0")).integer());
        refused("expected bytes, got nil", () -> reply(null).integer());
    }

    @Test
    void only_what_lua_gives_as_a_number_is_an_integer() {
        assertThat(reply(0L).isInteger()).isTrue();
        assertThat(reply(bulk("7")).isInteger()).isFalse();
        assertThat(reply(null).isInteger()).isFalse();
        assertThat(reply(List.of(7L)).isInteger()).isFalse();
    }

    @Test
    void a_flag_is_0_or_1() {
        assertThat(reply(1L).flag()).isTrue();
        assertThat(reply(0L).flag()).isFalse();
        refused("expected 0 or 1, got another integer", () -> reply(2L).flag());
    }

    @Test
    void nil_is_absent() {
        assertThat(reply(null).present()).isEmpty();
        assertThat(reply(1L).present()).isPresent();
    }

    @Test
    void a_table_has_slots() {
        ScriptReply table = reply(Arrays.asList(bulk("a"), null, 3L, List.of()));
        assertThat(table.slots()).hasSize(4);
        assertThat(table.slot(0).text()).isEqualTo("a");
        assertThat(table.slot(1).isNil()).isTrue();
        assertThat(table.slot(3).slots()).isEmpty();
        refused("expected slot 4, got 4 slots", () -> table.slot(4));
        refused("expected bytes, got a table", table::text);
        refused("expected a table, got an integer", () -> reply(1L).slots());
        refused(
                "expected a table, got another type",
                () -> reply(bulk("secret")).slots());
    }

    @Test
    void a_table_in_turns_is_fields() {
        assertThat(reply(List.of(bulk("b"), bulk("1"), bulk("a"), bulk("2"))).fields())
                .containsExactly(Map.entry("b", "1"), Map.entry("a", "2"));
        refused(
                "expected names and values, got 1 slots",
                () -> reply(List.of(bulk("b"))).fields());
    }
}
