package dev.redkeep.core.key;

import static dev.redkeep.core.key.Segment.number;
import static dev.redkeep.core.key.Segment.secret;
import static dev.redkeep.core.key.Segment.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.schema.CacheKeys;
import dev.redkeep.core.ttl.TtlPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.util.JedisClusterCRC16;

/** Companions: keys with the same values behind a literal. */
class KeyBehindTest {
    private static final String LEASE = "cache-lease:";
    private static final KeyFacts FACTS = facts(Sensitivity.PERSONAL);
    private static final KeyFacts SECRET = facts(Sensitivity.SECRET);

    private static final KeyPattern0 NONE = fixed(KeyPattern.of("settings"));
    private static final KeyPattern1<String> ONE = fixed(KeyPattern.of("one:{name}", text().hashTag()));
    private static final KeyPattern2<Long, String> TWO =
            fixed(KeyPattern.of("session:{user_id}:{token}", number().hashTag(), secret()));
    private static final KeyPattern3<Long, String, String> THREE =
            fixed(KeyPattern.of("{id}-{name}-{rest}", number(), text().hashTag(), text()));

    private static <P> P fixed(KeyDeclaration<P> declaration) {
        return declaration.string().fixed(Duration.ofHours(1)).owner("test");
    }

    private static KeyFacts facts(Sensitivity sensitivity) {
        return new KeyFacts(
                RedisType.STRING,
                Optional.of(TtlPolicy.fixed(Duration.ofSeconds(5))),
                "cache",
                sensitivity,
                OptionalInt.empty(),
                Optional.empty());
    }

    /** What a random value of each kind is: with whatever a segment escapes, or a hash tag would be moved by. */
    private static String any(Random random) {
        StringBuilder text = new StringBuilder("v");
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(":%{}-a1é😀"
                    .codePoints()
                    .skip(random.nextInt(9))
                    .mapToObj(Character::toString)
                    .findFirst()
                    .orElseThrow());
        }
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void a_companion_is_the_literal_and_then_the_key_for_every_number_of_placeholders(KeyLayout layout) {
        Random random = new Random(11);
        var one = ONE.in(layout);
        var two = TWO.in(layout);
        var three = THREE.in(layout);
        var oneLease = one.behind(LEASE, FACTS);
        var twoLease = two.behind(LEASE, SECRET);
        var threeLease = three.behind(LEASE, FACTS);
        var none = NONE.in(layout);
        check(none.key(), none.behind(LEASE, FACTS).key());
        for (int i = 0; i < 5_000; i++) {
            long id = random.nextLong();
            String name = any(random);
            String rest = any(random);
            check(one.key(name), oneLease.key(name));
            check(two.key(id, rest), twoLease.key(id, rest));
            check(three.key(id, name, rest), threeLease.key(id, name, rest));
            assertThat(oneLease.parse(oneLease.key(name).bytes())).contains(name);
            assertThat(threeLease.parse(threeLease.key(id, name, rest).bytes()))
                    .contains(new KeyPattern3.Values<>(id, name, rest));
        }
    }

    private static void check(Key key, Key companion) {
        assertThat(companion.text()).isEqualTo(LEASE + key.text());
        assertThat(key.behind(companion.pattern())).isEqualTo(companion);
        assertThat(companion.pattern().match(companion.bytes())).isPresent();
        assertThat(key.pattern().match(companion.bytes())).isEmpty();
        if (key.pattern().layout() == KeyLayout.HARDENED
                && !key.pattern().names().isEmpty()) {
            assertThat(JedisClusterCRC16.getSlot(companion.bytes())).isEqualTo(JedisClusterCRC16.getSlot(key.bytes()));
        }
    }

    @Test
    void it_keeps_the_layout_takes_the_facts_and_can_be_layed_out_and_put_behind_again() {
        var lease = TWO.in(KeyLayout.HARDENED).behind(LEASE, SECRET);
        assertThat(lease.layout()).isEqualTo(KeyLayout.HARDENED);
        assertThat(lease.facts()).isSameAs(SECRET);
        assertThat(lease.template()).isEqualTo("cache-lease:session:{user_id}:{token}");
        assertThat(lease.secret(1)).isTrue();
        assertThat(lease.in(KeyLayout.DOCUMENTED).key(5L, "t").redacted()).isEqualTo("cache-lease:session:5:<secret>");
        Key twice = lease.behind("more:", SECRET).key(5L, "t");
        assertThat(lease.key(5L, "t").behind(twice.pattern())).isEqualTo(twice);
        assertThat(TWO.in(KeyLayout.HARDENED).key(5L, "t").behind(twice.pattern()))
                .isEqualTo(twice);
    }

    @Test
    void a_pattern_that_is_no_sibling_is_refused() {
        var same = fixed(KeyPattern.of("cache-lease:one:{name}", text().hashTag()));
        for (KeyPattern other : List.of(
                ONE, same, TWO.behind(LEASE, SECRET), ONE.in(KeyLayout.HARDENED).behind(LEASE, FACTS), NONE)) {
            assertThatThrownBy(() -> ONE.key("x").behind(other))
                    .as(other.template())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("sibling must be made by one:{name}.behind");
        }
        assertThatThrownBy(() -> NONE.key().behind(fixed(KeyPattern.of("setting"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "é", "{", "x{y}", "a*", "a%"})
    void a_literal_that_no_template_could_have_is_refused(String literal) {
        assertThatThrownBy(() -> ONE.behind(literal, FACTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("literal must have letters");
    }

    @Test
    void facts_that_let_more_people_see_the_values_are_refused() {
        assertThatThrownBy(() -> TWO.behind(LEASE, FACTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("facts must be at least SECRET, as session:{user_id}:{token} is");
        assertThatThrownBy(() -> ONE.behind(LEASE, facts(Sensitivity.PUBLIC)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(ONE.behind(LEASE, SECRET).facts().sensitivity()).isEqualTo(Sensitivity.SECRET);
    }

    @Test
    @SuppressWarnings("NullAway") // as a caller whom no checker has seen
    void nulls_are_named() {
        assertThatNullPointerException()
                .isThrownBy(() -> ONE.behind(null, FACTS))
                .withMessage("literal");
        assertThatNullPointerException()
                .isThrownBy(() -> ONE.behind(LEASE, null))
                .withMessage("facts");
        assertThatNullPointerException()
                .isThrownBy(() -> ONE.key("x").behind(null))
                .withMessage("sibling");
    }

    @ParameterizedTest
    @EnumSource(KeyLayout.class)
    void the_whole_cache_and_its_leases_and_notes_go_into_one_catalogue(KeyLayout layout) {
        List<KeyPattern> all = new ArrayList<>();
        for (KeyPattern pattern : CacheKeys.ALL) {
            KeyPattern value = pattern.in(layout);
            all.addAll(List.of(value, value.behind(LEASE, FACTS), value.behind("cache-note:", FACTS)));
        }
        KeyCatalog catalog = KeyCatalog.of(all);
        for (String key : List.of("author:id:5", "search_cache:cache-note:author:id:5", "topic_shouts_9")) {
            String there = layout == KeyLayout.HARDENED ? key.replaceFirst("(?<=id:|cache:|shouts_)(.*)", "{$1}") : key;
            assertThat(catalog.match(there)).isPresent();
            assertThat(catalog.match(LEASE + there).orElseThrow().pattern().template())
                    .startsWith(LEASE);
        }
    }

    @Test
    void every_pattern_of_the_cache_has_a_hash_tag() {
        for (KeyPattern pattern : CacheKeys.ALL) {
            assertThat(pattern.shape.segments).as(pattern.template()).anyMatch(Segment::tagged);
        }
        assertThat(CacheKeys.SHOUTS.in(KeyLayout.HARDENED).key("a{b}").text()).isEqualTo("shouts:{a%7Bb%7D}");
        assertThat(CacheKeys.SHOUTS.key("a{b}").text()).isEqualTo("shouts:a{b}");
    }

    @Test
    void the_stem_is_what_all_keys_begin_with() {
        assertThat(new String(TWO.stem(), UTF_8)).isEqualTo("session:");
        assertThat(new String(TWO.in(KeyLayout.HARDENED).stem(), UTF_8)).isEqualTo("session:{");
        assertThat(new String(NONE.stem(), UTF_8)).isEqualTo("settings");
        assertThat(THREE.stem()).isEmpty();
        TWO.stem()[0] = 'x';
        assertThat(new String(TWO.stem(), UTF_8)).isEqualTo("session:");
    }
}
