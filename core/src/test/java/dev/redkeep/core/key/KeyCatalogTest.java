package dev.redkeep.core.key;

import static dev.redkeep.core.key.Segment.number;
import static dev.redkeep.core.key.Segment.oneOf;
import static dev.redkeep.core.key.Segment.secret;
import static dev.redkeep.core.key.Segment.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeyCatalogTest {
    private static <P> P fixed(KeyDeclaration<P> declaration) {
        return declaration.string().fixed(Duration.ofHours(1)).owner("test");
    }

    @Test
    void a_text_that_swallows_a_sibling_is_ambiguous_and_the_message_shows_such_a_key() {
        assertThatThrownBy(() -> KeyCatalog.of(
                        fixed(KeyPattern.of("notifications:{user}", text())),
                        fixed(KeyPattern.of("notifications:global"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("notifications:{user} and notifications:global")
                .hasMessageContaining("both produce the key notifications:global")
                .hasMessageContaining("reserving");
    }

    @Test
    void a_number_and_a_word_do_not_overlap() {
        KeyCatalog catalog = KeyCatalog.of(
                fixed(KeyPattern.of("notifications:{user}", number())),
                fixed(KeyPattern.of("notifications:global")),
                fixed(KeyPattern.of("notifications:topic:{id}", number())));

        assertThat(catalog.match("notifications:global").orElseThrow().pattern().template())
                .isEqualTo("notifications:global");
        assertThat(catalog.match("notifications:-5").orElseThrow().values()).containsExactly(-5L);
        assertThat(catalog.match("notifications:5x")).isEmpty();
    }

    @Test
    void overlap_is_found_across_different_segmentations() {
        assertThatThrownBy(() -> KeyCatalog.of(
                        fixed(KeyPattern.of("{a}:{b}", text(), text())), fixed(KeyPattern.of("x:{c}:y", text()))))
                .hasMessageContaining("both produce the key");
        assertThatThrownBy(() -> KeyCatalog.of(
                        fixed(KeyPattern.of("v_{at}", number())), fixed(KeyPattern.of("v_{n}5", oneOf("1", "2")))))
                .hasMessageContaining("both produce the key v_");
        assertThatThrownBy(() -> KeyCatalog.of(fixed(KeyPattern.of("a")), fixed(KeyPattern.of("a"))))
                .hasMessageContaining("both produce the key a");
    }

    @Test
    void what_only_looks_alike_is_refused_too_and_the_message_does_not_claim_more() {
        assertThatThrownBy(() ->
                        KeyCatalog.of(fixed(KeyPattern.of("a:{x}", text().max(3))), fixed(KeyPattern.of("a:longer"))))
                .hasMessageContaining("cannot be told apart in keys like a:longer");
    }

    @Test
    void two_hardened_digests_in_one_place_are_ambiguous() {
        assertThatThrownBy(() -> KeyCatalog.of(
                        fixed(KeyPattern.of("a:{x}", secret())).in(KeyLayout.HARDENED),
                        fixed(KeyPattern.of("a:{y}", secret())).in(KeyLayout.HARDENED)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void patterns_apart_by_a_separator_are_not_ambiguous() {
        KeyCatalog one = KeyCatalog.of(fixed(KeyPattern.of("topic_shouts_{id}", number())));
        KeyCatalog other = KeyCatalog.of(
                fixed(KeyPattern.of("topic:{word}:{id}", oneOf("id", "slug"), text())),
                fixed(KeyPattern.of("{user}-{name}-{token}", number(), text(), secret())));

        assertThat(one.with(other).patterns()).hasSize(3);
        assertThat(one.with(other).match("1-a-b-c").orElseThrow().values()).containsExactly(1L, "a", "b-c");
    }
}
