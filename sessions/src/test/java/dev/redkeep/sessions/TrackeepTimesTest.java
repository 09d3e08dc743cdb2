package dev.redkeep.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts' times against Java's. */
class TrackeepTimesTest extends SessionsOnRedis {
    private static final long YEAR_0 = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long YEAR_10000 = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond() + 1;

    private Object lua(String steps, String... args) throws IOException {
        try (InputStream prelude = TrackeepTimesTest.class.getResourceAsStream("lua/prelude/rfc3339.lua")) {
            String source = new String(prelude.readAllBytes(), StandardCharsets.UTF_8) + steps;
            return raw.eval(source, List.of(), List.of(args));
        }
    }

    @Test
    void times_of_ten_thousand_years_are_those_of_java() throws IOException {
        DateTimeFormatter go = DateTimeFormatter.ofPattern("\"uuuu-MM-dd'T'HH:mm:ss.SSSXXX\"");
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            long second = random.nextLong(YEAR_0 + 86_400, YEAR_10000 - 86_400);
            ZoneOffset zone = ZoneOffset.ofTotalSeconds(60 * random.nextInt(-1_079, 1_080));
            String text = go.format(Instant.ofEpochSecond(second, 999_000_000).atOffset(zone));

            assertThat(lua("return string.format('%.0f', moment(ARGV[1]))", text))
                    .isEqualTo(Long.toString(second));
            assertThat(lua("return written(ARGV[1] + 0)", Long.toString(second)))
                    .isEqualTo('"' + Instant.ofEpochSecond(second).toString() + '"');
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-00-01T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-04-31T00:00:00Z",
                "2026-01-00T00:00:00Z",
                "1900-02-29T00:00:00Z",
                "2026-01-01T24:00:00Z",
                "2026-01-01T00:60:00Z",
                "2026-01-01T00:00:60Z",
                "2026-01-01T00:00:00",
                "2026-01-01T00:00:00.Z",
                "2026-01-01T00:00:00.1234567890Z",
                "2026-01-01T00:00:00+18:00",
                "2026-01-01T00:00:00+00:60",
                "2026-01-01 00:00:00Z",
                "12026-01-01T00:00:00Z",
                ""
            })
    void what_is_no_time_is_none(String text) throws IOException {
        assertThat(lua("return moment(ARGV[1])", '"' + text + '"')).isNull();
    }

    @Test
    void a_leap_day_is_a_time() throws IOException {
        assertThat(lua("return moment(ARGV[1])", "\"2000-02-29T23:59:59Z\"")).isEqualTo(951_868_799L);
    }
}
