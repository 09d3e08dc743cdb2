package dev.redkeep.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Which texts a subject can have; each that it can has a key of its own. */
class SubjectTest extends LimitsOnRedis {
    @Test
    void a_blank_text_is_refused() {
        for (String blank : new String[] {"", " ", "  ", "\t", "\n", "\r\n ", "\u2003", "\u3000"}) {
            refused(() -> Subject.client(blank), "value of scope client must not be blank");
            refused(() -> Subject.of("tenant", blank), "value of scope tenant must not be blank");
            refused(() -> Subject.client("a").and("tenant", blank), "value of scope tenant must not be blank");
        }
    }

    @Test
    void a_text_that_is_too_long_is_refused() {
        refused(
                () -> Subject.client("ä".repeat(1_025)),
                "value of scope client must have at most 1024 characters, not 1025");
    }

    @Test
    void a_text_that_has_no_bytes_is_refused() {
        for (String half : new String[] {"\uD83D", "a\uDE00b", "\uDE00\uD83D"}) {
            refused(() -> Subject.client(half), "value of scope client must not contain half of a surrogate pair");
        }
    }

    @Test
    void a_scope_has_one_value() {
        refused(() -> Subject.client("a").and("client", "b"), "scope client must not be given twice");
    }

    @Test
    void any_other_text_is_counted_by_itself() {
        String[] texts = {
            " a", "a ", "a", "\u0000", "\u00a0", "%20", "%", "{}", "*", "a:b", "\uD83D\uDE00", "ä".repeat(1_024)
        };
        for (Limit[] some : new Limit[][] {{Limit.perDay(1)}, {Limit.perDay(1), Limit.perHour(1)}}) {
            Limits limits = limits(some);
            for (String text : texts) {
                assertThat(limits.acquire(Subject.client(text), 1, false).allowed())
                        .as("\"%s\"", text)
                        .isTrue();
            }
            for (String text : texts) {
                assertThat(limits.acquire(Subject.client(text), 1, false).allowed())
                        .isFalse();
            }
        }
        assertThat(raw.dbSize()).isEqualTo(3L * texts.length);
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
