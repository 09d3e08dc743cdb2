package dev.redkeep.core.client;

import static dev.redkeep.core.client.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "5s, PT5S",
        "+5s, PT5S",
        "1m30s, PT1M30S",
        "1.5h, PT1H30M",
        "1h15m30.918s, PT1H15M30.918S",
        "30s1h, PT1H30S",
        "1s1s, PT2S",
        ".5s, PT0.5S",
        "5.s, PT5S",
        "0s, PT0S",
        "1ns, PT0.000000001S",
        "1us, PT0.000001S",
        "1\u00b5s, PT0.000001S",
        "1\u03bcs, PT0.000001S",
        "0.9ns, PT0S",
        "0.33333333333333333333h, PT19M59.999999999S",
        "9223372036854775807ns, PT2562047H47M16.854775807S",
    })
    void it_is_read_as_go_reads_it(String text, Duration duration) {
        assertThat(GoDuration.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "5", "0", "5 s", " 5s", "5s ", ".s", ".", "s", "-5s", "+", "+-5s", "1s-1ms", "1,5s", "1.5.5s", "5S",
                "5d", "1e3s", "0x5s", "\u0665s", "5s5", "five", "PT5S", "1h 5m"
            })
    void anything_else_is_refused_with_examples(String text) {
        assertRefused(() -> GoDuration.parse(text)).hasMessageContaining("such as 500ms, 5s or 1m30s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808ns", "2562048h", "2562047h60m", "99999999999999999999999999999h"})
    void one_too_long_for_go_is_refused_and_does_not_wrap(String text) {
        assertRefused(() -> GoDuration.parse(text)).hasMessageContaining("at most");
    }

    @Test
    void a_text_without_end_is_refused() {
        assertRefused(() -> GoDuration.parse("1".repeat(1_000_000) + "s")).hasMessageContaining("must be numbers");
    }
}
