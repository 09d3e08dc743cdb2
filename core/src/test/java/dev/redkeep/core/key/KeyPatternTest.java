package dev.redkeep.core.key;

import static dev.redkeep.core.key.Segment.date;
import static dev.redkeep.core.key.Segment.epochSeconds;
import static dev.redkeep.core.key.Segment.number;
import static dev.redkeep.core.key.Segment.oneOf;
import static dev.redkeep.core.key.Segment.secret;
import static dev.redkeep.core.key.Segment.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPatternTest {
    private static final KeyPattern2<Long, String> SESSION = KeyPattern.of(
                    "session:{user_id}:{jwt_token}", number().hashTag(), secret())
            .hash()
            .sliding(Duration.ofDays(30))
            .owner("sessions");
    private static final KeyPattern2<String, String> METRIC = KeyPattern.of("metrics:{name}:{period}", text(), text())
            .string()
            .fixed(Duration.ofHours(1))
            .owner("metrics");

    enum Provider {
        GOOGLE,
        VK
    }

    @Test
    void ordinary_values_stay_byte_for_byte() {
        assertThat(SESSION.key(123L, "eyJ0eXAi.eyJz-_.x").text()).isEqualTo("session:123:eyJ0eXAi.eyJz-_.x");
        assertThat(METRIC.key("active_sessions", "hourly").text()).isEqualTo("metrics:active_sessions:hourly");
    }

    @Test
    @SuppressWarnings("NullAway") // whom no checker of nulls has seen
    void a_value_that_is_missing_is_named() {
        KeyPattern3<LocalDate, Instant, Provider> other = KeyPattern.of(
                        "x:{day}:{at}:{provider}", date(), epochSeconds(), oneOf(Provider.class))
                .string()
                .fixed(Duration.ofHours(1))
                .owner("test");
        Instant now = Instant.EPOCH;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SESSION.key(null, "token"))
                .withMessage("user_id must not be null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SESSION.key(123L, null))
                .withMessage("jwt_token must not be null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SESSION.in(KeyLayout.HARDENED).key(123L, null))
                .withMessage("jwt_token must not be null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> other.key(null, now, Provider.VK))
                .withMessage("day must not be null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> other.key(LocalDate.EPOCH, null, Provider.VK))
                .withMessage("at must not be null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> other.key(LocalDate.EPOCH, now, null))
                .withMessage("provider must not be null");
        assertThatThrownBy(() -> KeyPattern.of(null)).hasMessage("template");
    }

    @Test
    void what_would_step_out_of_a_middle_segment_is_escaped() {
        assertThat(METRIC.key("a:b%c", "d:e%f").text()).isEqualTo("metrics:a%3Ab%25c:d:e%f");
    }

    @Test
    void the_hardened_layout_tags_the_entity_and_digests_the_secret() {
        Key key = SESSION.in(KeyLayout.HARDENED).key(123L, "token");

        assertThat(key.text()).isEqualTo("session:{123}:PEaenWxYddN6Q_NT1PiOYfz4EsZu7jRXRlpAsNpBU-A");
        assertThat(SESSION.in(KeyLayout.HARDENED).parse(key.bytes()))
                .hasValueSatisfying(values -> assertThat(values.first()).isEqualTo(123L));
    }

    @Test
    void braces_cannot_move_the_hash_tag() {
        KeyPattern2<String, String> pattern = KeyPattern.of("a:{x}:{y}", text(), text().hashTag())
                .string()
                .fixed(Duration.ofHours(1))
                .owner("test")
                .in(KeyLayout.HARDENED);

        assertThat(pattern.key("{1}", "2}{%").text()).isEqualTo("a:%7B1%7D:{2%7D%7B%25}");
        assertThat(pattern.parse(pattern.key("{1}", "2}{%").bytes())).contains(new KeyPattern2.Values<>("{1}", "2}{%"));
    }

    @Test
    void every_type_of_segment_reads_its_own_text_back() {
        KeyPattern3<Provider, LocalDate, Instant> pattern = KeyPattern.of(
                        "x_{provider}:{day}:{at}", oneOf(Provider.class), date(), epochSeconds())
                .string()
                .persistent("a test")
                .owner("test");
        Key key = pattern.key(Provider.VK, LocalDate.of(987, 2, 3), Instant.ofEpochSecond(-5));

        assertThat(key.text()).isEqualTo("x_vk:0987-02-03:-5");
        assertThat(pattern.parse(key.bytes()))
                .contains(new KeyPattern3.Values<>(Provider.VK, LocalDate.of(987, 2, 3), Instant.ofEpochSecond(-5)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "session:0123:t",
                "session:+1:t",
                "session:-0:t",
                "session::t",
                "session:1:",
                "session:1",
                "session:x:t",
                "sessions:1:t",
                "session:9223372036854775808:t",
                "session:1: "
            })
    void a_text_that_is_no_rendering_does_not_parse(String key) {
        assertThat(SESSION.parse(key.getBytes(UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"metrics:a%3ab:c", "metrics:%61:c", "metrics:a%3:c", "metrics:a%:c", "metrics:a%zz:c"})
    void only_the_one_canonical_escape_parses(String key) {
        assertThat(METRIC.parse(key.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void bytes_that_are_no_text_do_not_parse() {
        assertThat(METRIC.parse(new byte[] {'m', 'e', 't', 'r', 'i', 'c', 's', ':', (byte) 0xc3, ':', 'x'}))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {"'',must not be blank", "'  ',must not be blank"})
    void blank_text_is_refused_by_name(String value, String problem) {
        assertThatThrownBy(() -> SESSION.key(1L, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("jwt_token " + problem);
    }

    @Test
    void oversized_text_is_refused_by_name_and_never_shown() {
        assertThatThrownBy(() -> SESSION.key(1L, "s".repeat(8_193)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("jwt_token must have at most 8192 characters, not 8193");
        assertThatThrownBy(() -> METRIC.key("s".repeat(10_000), "x")).hasMessageStartingWith("name must have at most");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "a\udc00", "a\ud800b"})
    void half_a_surrogate_pair_is_refused_in_both_layouts(String value) {
        for (KeyLayout layout : KeyLayout.values()) {
            assertThatThrownBy(() -> SESSION.in(layout).key(1L, value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("jwt_token must not contain half of a surrogate pair");
        }
    }

    @Test
    void a_moment_with_a_fraction_and_a_day_out_of_range_are_refused() {
        var moment = KeyPattern.of("m:{at}", epochSeconds())
                .string()
                .persistent("a test")
                .owner("test");
        var day = KeyPattern.of("d:{day}", date()).string().persistent("a test").owner("test");

        assertThatThrownBy(() -> moment.key(Instant.ofEpochMilli(1))).hasMessageContaining("at must be a whole second");
        assertThatThrownBy(() -> day.key(LocalDate.of(10_000, 1, 1))).hasMessageContaining("day must be in the years");
    }

    @Test
    void neither_a_key_nor_its_values_show_in_to_string() {
        Key key = SESSION.key(123L, "hush");

        assertThat(key).hasToString("session:{user_id}:{jwt_token}");
        assertThat(key.redacted()).isEqualTo("session:123:<secret>");
        assertThat(SESSION.parse(key.bytes()).orElseThrow().toString()).doesNotContain("hush");
        assertThat(SESSION.match(key.bytes()).orElseThrow())
                .hasToString("session:{user_id}:{jwt_token}")
                .extracting(KeyMatch::redacted)
                .isEqualTo("session:123:<secret>");
    }

    @Test
    void a_secret_segment_makes_its_pattern_secret() {
        assertThat(SESSION.facts().sensitivity()).isEqualTo(Sensitivity.SECRET);
        assertThat(METRIC.facts().sensitivity()).isEqualTo(Sensitivity.PERSONAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a:{x", "a:x}", "a:{X}", "a:{}", "a:{x}{y}", "a:{x}:{x}", "a b:{x}", "a%:{x}", "a:{x}:*"})
    void a_malformed_template_is_refused(String template) {
        assertThatThrownBy(() -> KeyPattern.of(template, text()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("template");
        assertThatThrownBy(() -> KeyPattern.of(template, text(), text())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_segment_that_could_not_be_read_back_in_its_place_is_refused() {
        assertThatThrownBy(() -> KeyPattern.of("{x}0a", number())
                        .string()
                        .persistent("test")
                        .owner("t"))
                .hasMessageContaining("x is a number");
        assertThatThrownBy(() -> KeyPattern.of("{x}-a", date())
                        .string()
                        .persistent("test")
                        .owner("t"))
                .hasMessageContaining("x is a day");
        assertThatThrownBy(() -> KeyPattern.of("{x}.a", oneOf("a.b"))
                        .string()
                        .persistent("test")
                        .owner("t"))
                .hasMessageContaining("x has a word");
        assertThatThrownBy(() -> KeyPattern.of("{x}:{y}", text().hashTag(), text().hashTag())
                        .string()
                        .persistent("test")
                        .owner("t"))
                .hasMessageContaining("only one segment");
    }

    @Test
    void words_outside_an_enumeration_are_refused() {
        var pattern = KeyPattern.of("x:{word}", oneOf("a", "b"))
                .string()
                .persistent("test")
                .owner("t");

        assertThatThrownBy(() -> pattern.key("c")).hasMessage("word must be one of [a, b]");
        assertThatThrownBy(() -> oneOf("a", "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> oneOf("a:b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> oneOf()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_single_key_is_always_the_same() {
        var pattern =
                KeyPattern.of("migrated_views_slugs").hash().persistent("test").owner("t");

        assertThat(pattern.key().text()).isEqualTo("migrated_views_slugs");
        assertThat(pattern.match("migrated_views_slugs".getBytes(UTF_8))).isPresent();
        assertThat(pattern.in(KeyLayout.HARDENED).key().bytes())
                .isEqualTo(pattern.key().bytes());
    }

    enum Twins {
        A,
        a
    }

    @Test
    void what_would_lose_or_show_values_is_refused_when_it_is_declared() {
        assertThatThrownBy(() -> oneOf(Twins.class)).hasMessageContaining("differ in case only");
        assertThatThrownBy(() -> KeyPattern.of("{x}at{y}", text(), text())
                        .string()
                        .persistent("test")
                        .owner("t"))
                .hasMessageContaining("x is text and must not be followed by a letter");
        assertThatThrownBy(() -> KeyPattern.of("x:{y}", secret())
                        .string()
                        .persistent("test")
                        .sensitivity(Sensitivity.PUBLIC))
                .hasMessageContaining("sensitivity must be SECRET");
    }

    @Test
    void a_prefix_is_given_only_where_second_values_stand_as_they_are() {
        var reserving = KeyPattern.of("s:{id}:{name}", number(), text().reserving("all"))
                .string()
                .persistent("test")
                .owner("t");

        assertThat(new String(SESSION.prefix(7L), UTF_8)).isEqualTo("session:7:");
        assertThatThrownBy(() -> reserving.prefix(7L)).hasMessageContaining("has no prefix");
    }

    @Test
    void a_prefix_of_one_value_is_given_only_where_values_stand_as_they_are() {
        var one = KeyPattern.of("s:{name}", text()).string().persistent("test").owner("t");
        var tagged = KeyPattern.of("t:{id}", number().hashTag())
                .string()
                .persistent("test")
                .owner("t");

        assertThat(new String(one.prefix(), UTF_8)).isEqualTo("s:");
        assertThat(new String(tagged.prefix(), UTF_8)).isEqualTo("t:");
        assertThatThrownBy(() -> tagged.in(KeyLayout.HARDENED).prefix()).hasMessageContaining("has no prefix");
    }

    @Test
    void a_key_comes_back_from_its_prefix_and_what_an_index_holds_of_its_second_value() {
        for (var pattern : List.of(SESSION, SESSION.in(KeyLayout.HARDENED))) {
            Key key = pattern.key(7L, "to:ken");
            byte[] prefix = pattern.prefix(7L);
            byte[] member = Arrays.copyOfRange(key.bytes(), prefix.length, key.bytes().length);
            byte[] again = Arrays.copyOf(prefix, key.bytes().length);
            System.arraycopy(member, 0, again, prefix.length, member.length);

            assertThat(pattern.recognise(again)).contains(key);
        }
        assertThat(SESSION.in(KeyLayout.HARDENED).recognise("session:{7}:no digest".getBytes(UTF_8)))
                .isEmpty();
    }
}
