package dev.redkeep.core.key;

import static dev.redkeep.core.key.Segment.number;
import static dev.redkeep.core.key.Segment.secret;
import static dev.redkeep.core.key.Segment.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rendering is injective and parsing is its inverse, for any text: seeded, so that a failure can be repeated. */
class KeyPropertyTest {
    private static final String AWKWARD = "::%%{{}}**??[]\\\n\r\t -_.a1é漢字😀%3A%25";
    private static final int ROUNDS = 20_000;

    private static final KeyPattern2<String, String> TWO = fixed(KeyPattern.of("t:{x}:{y}", text(), text().hashTag()));
    private static final KeyPattern3<Long, String, String> LEGACY =
            fixed(KeyPattern.of("{id}-{name}-{token}", number(), text(), secret()));
    private static final KeyPattern1<String> SIBLING =
            fixed(KeyPattern.of("s:{name}", text().reserving("all", "by:", "%61ll")));

    private static <P> P fixed(KeyDeclaration<P> declaration) {
        return declaration.string().fixed(Duration.ofHours(1)).owner("test");
    }

    @Test
    void parse_is_the_inverse_of_render_and_no_two_values_share_a_key() {
        Random random = new Random(20261121);
        for (KeyLayout layout : KeyLayout.values()) {
            Map<String, Object> seen = new HashMap<>();
            var two = TWO.in(layout);
            for (int i = 0; i < ROUNDS; i++) {
                var values = new KeyPattern2.Values<>(any(random), any(random));
                Key key = two.key(values.first(), values.second());
                assertThat(two.parse(key.bytes())).contains(values);
                assertThat(seen.put(key.text(), values)).isIn(null, values);
            }
        }
    }

    @Test
    void a_segment_that_ends_in_a_hyphen_holds_hyphens() {
        Random random = new Random(7);
        for (int i = 0; i < ROUNDS; i++) {
            var values = new KeyPattern3.Values<>(random.nextLong(), any(random), any(random));
            Key key = LEGACY.key(values.first(), values.second(), values.third());
            assertThat(LEGACY.parse(key.bytes())).contains(values);
        }
    }

    @Test
    void a_value_that_equals_a_sibling_literal_is_kept_apart() {
        KeyCatalog catalog =
                KeyCatalog.of(SIBLING, fixed(KeyPattern.of("s:all")), fixed(KeyPattern.of("s:by:{id}", number())));
        for (String value : List.of("all", "%61ll", "%", "%25", "by:5", "by:", "al", "allx", "b", "a%", "%6", "by")) {
            Key key = SIBLING.key(value);
            assertThat(SIBLING.parse(key.bytes())).as(value).contains(value);
            assertThat(catalog.match(key.bytes()).orElseThrow().pattern())
                    .as(value)
                    .isSameAs(SIBLING);
        }
        assertThat(SIBLING.key("all").text()).isEqualTo("s:%61ll");
        assertThat(SIBLING.key("%61ll").text()).isEqualTo("s:%2561ll");
        assertThat(SIBLING.key("allx").text()).isEqualTo("s:allx");
        assertThat(SIBLING.parse("s:all".getBytes(UTF_8))).isEmpty();
    }

    @Test
    void random_bytes_never_throw() {
        Random random = new Random(3);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            byte[] key = ("t:" + new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)).getBytes(UTF_8);
            System.arraycopy(bytes, 0, key, key.length - bytes.length, bytes.length);
            TWO.parse(key)
                    .ifPresent(values -> assertThat(
                                    TWO.key(values.first(), values.second()).bytes())
                            .isEqualTo(key));
        }
    }

    private static String any(Random random) {
        StringBuilder text = new StringBuilder("v");
        int length = random.nextInt(8);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(AWKWARD.codePoints()
                    .skip(random.nextInt((int) AWKWARD.codePoints().count()))
                    .findFirst()
                    .orElseThrow());
        }
        return random.nextBoolean() ? text.toString() : text.reverse().toString();
    }
}
