package dev.redkeep.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.cache.CacheSchema;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyCatalog;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.key.KeyMatch;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern0;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.key.KeyPattern2;
import dev.redkeep.core.key.KeyPattern3;
import dev.redkeep.core.key.Sensitivity;
import dev.redkeep.core.schema.CacheKeys;
import dev.redkeep.core.ttl.TtlPolicy;
import dev.redkeep.leaderboard.LeaderboardKeys;
import dev.redkeep.pubsub.topic.TopicKeys;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue against the documents: each example key both ways, with the type and lifetime that they give it. */
class SchemaTest {
    private static final KeyCatalog CATALOG = House.catalog();

    /**
     * id, or own for what no document has | key or channel | type | lifetime | values. Keys that stand in a document as an
     * example stand here too.
     */
    private static final String EXAMPLES = """
            D1  | session:123:eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9... | hash | 30 d, sliding | 123, eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9...
            D1  | session:123:token... | hash | 30 d, sliding | 123, token...
            D2  | user_sessions:123 | set | 30 d, sliding | 123
            own | user_sessions_by_end:123 | zset | 30 d, sliding | 123
            own | tk:user_session:7:abc123 | string | 1 d, sliding | 7, abc123
            own | tk:user_sessions_by_end:7 | zset | 1 d, sliding | 7
            D3  | 123-alice-eyJ0.a-b_c.x | string | none | 123, alice, eyJ0.a-b_c.x
            D4  | oauth_access:123:google | string | 1 h | 123, GOOGLE
            D4  | oauth_access:123:github | string | 1 h | 123, GITHUB
            D4  | oauth_access:123:facebook | string | 1 h | 123, FACEBOOK
            D4  | oauth_access:123:twitter | string | 1 h | 123, TWITTER
            D4  | oauth_access:123:telegram | string | 1 h | 123, TELEGRAM
            D4  | oauth_access:123:vk | string | 1 h | 123, VK
            D4  | oauth_access:123:yandex | string | 1 h | 123, YANDEX
            D5  | oauth_refresh:123:google | string | 30 d | 123, GOOGLE
            D6  | oauth_state:a1b2c3d4e5f6 | hash | 10 min | a1b2c3d4e5f6
            D7  | verification:123:email_verification:t0k:en | hash | 1 h | 123, EMAIL_VERIFICATION, t0k:en
            D7  | verification:123:phone_verification:123456 | hash | 1 h | 123, PHONE_VERIFICATION, 123456
            D7  | verification:123:password_reset:token | hash | 1 h | 123, PASSWORD_RESET, token
            D7  | verification:123:email_change:token | hash | 1 h | 123, EMAIL_CHANGE, token
            own | verification_trace:123:password_reset:t0k:en | string | until a day after the token's end | 123, PASSWORD_RESET, t0k:en
            own | verification_live:123:email_change | hash | until the last of the tokens ends | 123, EMAIL_CHANGE
            own | verification_code:123:phone_verification | hash | until a day after the code's end | 123, PHONE_VERIFICATION
            D8  | env_vars:JWT_SECRET | string | none | JWT_SECRET
            D8  | env_vars:REDIS_URL | string | none | REDIS_URL
            D8  | env_vars:OAUTH_GOOGLE_CLIENT_ID | string | none | OAUTH_GOOGLE_CLIENT_ID
            D8  | env_vars:FEATURE_REGISTRATION | string | none | FEATURE_REGISTRATION
            D9  | author:id:123 | string | none | 123
            D10 | author:slug:username | string | none | username
            D11 | author:followers:123 | string | none | 123
            D11 | author:follows-topics:123 | string | none | 123
            D11 | author:follows-authors:123 | string | none | 123
            D11 | author:follows-shouts:123 | string | none | 123
            D12 | topic:id:5 | string | none | 5
            D12 | topic:slug:tema-slug | string | none | tema-slug
            D13 | topic:authors:5 | string | none | 5
            D13 | topic:followers:5 | string | none | 5
            D14 | topic_shouts_5 | string | 5 min | 5
            D15 | shouts:limit=20:offset=0:sort=created_at | string | 5 min | limit=20:offset=0:sort=created_at
            D15 | shouts:author=123:limit=10 | string | 5 min | author=123:limit=10
            D15 | shouts:topic=5:featured=true | string | 5 min | topic=5:featured=true
            D16 | search_cache:поисковый запрос | string | 10 min | поисковый запрос
            D17 | viewed:456 | string | none | 456
            D18 | migrated_views_1640995200 | hash | none | 2022-01-01T00:00:00Z
            D19 | migrated_views_slugs | hash | none |
            D20 | notifications:123 | channel | - | 123
            D20 | notifications:global | channel | - |
            D20 | notifications:topic:5 | channel | - | 5
            D20 | notifications:shout:456 | channel | - | 456
            D21 | lock:publish:456 | string | 30 s | publish, 456
            D22 | state:migration:2025-06 | hash | 1 min to 1 h | migration, 2025-06
            D23 | metrics:active_sessions:hourly | string | 1 h to 30 d | active_sessions, hourly
            D23 | metrics:cache_hits:daily | string | 1 h to 30 d | cache_hits, daily
            D24 | stats:topics:weekly | hash | 1 h to 30 d | topics, weekly
            T1  | tk:session:abc123 | string | 1 d, sliding | abc123
            T2  | tk:user:sessions:7 | set | 1 d, sliding | 7
            T3  | rl:login:192.0.2.1 | zset | until the window is over | 192.0.2.1
            T3  | rl:login:2001:db8::1 | zset | until the window is over | 2001:db8::1
            T4  | rl:api:192.0.2.1 | hash | until the bucket is full again | 192.0.2.1
            own | rl:all:second:192.0.2.1 | string | until all permits are back | 192.0.2.1
            own | rl:all:tenant:acme | hash | until the windows are over | acme
            own | rl:quota:192.0.2.1 | hash | until the windows are over | 192.0.2.1
            own | rl:export:acme | zset | until the last lease ends | acme
            T5  | tk:cache:d41d8cd98f00b204e9800998ecf8427e | string | 5 min | d41d8cd98f00b204e9800998ecf8427e
            T6  | tk:search:7:5d41402abc4b2a76 | string | 5 min | 7, 5d41402abc4b2a76
            T7  | tk:analytics:dashboard:7:2025-01-01:2025-01-31 | string | 15 min | 7, 2025-01-01, 2025-01-31
            T8  | tk:challenge:7:leaderboard | zset | none | 7
            T9  | tk:messages:7 | channel | - | 7
            T9  | tk:notifications:7 | channel | - | 7
            own | refresh_family:{123}:1b9kQ2 | hash | until a day after the last token ends | 123, 1b9kQ2
            own | refresh_families:{123} | zset | until the last token of any family ends | 123
            own | cache-write:{views}:entries | hash | none: holds what is not written yet | views
            own | cache-write:{views}:unwritten | zset | none: holds what is not written yet | views
            own | cache-write:{views}:dirty | zset | none: holds what is not written yet | views
            own | cache-write:{views}:claimed | zset | none: holds what is not written yet | views
            own | cache-write:{views}:claims | hash | none: holds what is not written yet | views
            own | cache-write:{views}:failures | hash | none: holds what is not written yet | views
            own | cache-write:{views}:aside | zset | none: holds what is not written yet | views
            own | cache-write:{views}:version | string | none: versions must not go back | views
            """;

    record Example(String id, String key, String type, String lifetime, String values) {
        static Example of(String line) {
            String[] cells =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
            return new Example(cells[0], cells[1], cells[2], cells[3], cells[4]);
        }
    }

    static Stream<Example> examples() {
        return EXAMPLES.lines().map(Example::of);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_key_is_recognised_with_its_values_and_rendered_from_them(Example example) {
        KeyMatch match = CATALOG.match(example.key()).orElseThrow();

        assertThat(match.values().stream().map(Object::toString).collect(Collectors.joining(", ")))
                .isEqualTo(example.values());
        assertThat(render(match.pattern(), match.values()).text()).isEqualTo(example.key());
        assertThat(match.pattern().facts().type().wireName()).isEqualTo(example.type());
        assertThat(lifetime(match.pattern())).startsWith(example.lifetime());
    }

    @Test
    void the_examples_cover_every_line_of_the_schema_and_every_pattern() {
        Set<String> lines = new TreeSet<>();
        IntStream.rangeClosed(1, 24).forEach(i -> lines.add("D" + i));
        IntStream.rangeClosed(1, 9).forEach(i -> lines.add("T" + i));

        assertThat(examples().map(Example::id)).containsAll(lines);
        assertThat(examples()
                        .map(example ->
                                CATALOG.match(example.key()).orElseThrow().pattern()))
                .containsAll(CATALOG.patterns());
    }

    @Test
    void the_hardened_layout_is_unambiguous_too() {
        List<? extends KeyPattern> hardened = CATALOG.patterns().stream()
                .map(pattern -> pattern.in(KeyLayout.HARDENED))
                .toList();

        assertThat(KeyCatalog.of(hardened).patterns()).hasSameSizeAs(CATALOG.patterns());
    }

    @Test
    void what_caches_boards_and_topics_keep_beside_their_keys_meets_no_other_key() {
        List<KeyPattern> companions = CacheKeys.ALL.stream()
                .filter(values -> !values.facts().deprecated())
                .flatMap(
                        values -> CacheSchema.documented(values, SchemaTest::never, Codec.string()).patterns().stream())
                .toList();
        List<KeyPattern> boards = LeaderboardKeys.of(LeaderboardKeys.CHALLENGE);
        List<KeyPattern> topics = TopicKeys.of(
                KeyPattern.of("orders").stream().fixed(Duration.ofDays(7)).owner("shop"), "billing", "stock");
        List<KeyPattern> all = Stream.of(CATALOG.patterns(), companions, boards, topics)
                .flatMap(List::stream)
                .distinct()
                .toList();

        assertThat(KeyCatalog.of(all).patterns())
                .hasSizeGreaterThan(CATALOG.patterns().size() + CacheKeys.ALL.size());
    }

    private static Key never(Object key) {
        throw new AssertionError("no value is cached here");
    }

    @Test
    void credentials_are_secret() {
        Set<String> secret = CATALOG.patterns().stream()
                .filter(pattern -> pattern.facts().sensitivity() == Sensitivity.SECRET)
                .map(KeyPattern::template)
                .collect(Collectors.toSet());

        assertThat(secret)
                .containsExactlyInAnyOrder(
                        "session:{user_id}:{jwt_token}",
                        "user_sessions:{user_id}",
                        "{user_id}-{username}-{token}",
                        "oauth_access:{user_id}:{provider}",
                        "oauth_refresh:{user_id}:{provider}",
                        "oauth_state:{state}",
                        "verification:{user_id}:{type}:{token}",
                        "verification_trace:{user_id}:{type}:{token}",
                        "verification_live:{user_id}:{type}",
                        "verification_code:{user_id}:{type}",
                        "env_vars:{variable_name}",
                        "tk:session:{session_id}",
                        "tk:user:sessions:{user_id}",
                        "tk:user_session:{user_id}:{session_id}");
    }

    @Test
    void what_is_old_names_its_successor() {
        assertThat(CATALOG.patterns().stream().filter(pattern -> pattern.facts().deprecated()))
                .extracting(pattern -> pattern.template() + " -> "
                        + pattern.facts().replacedBy().orElseThrow())
                .containsExactlyInAnyOrder(
                        "{user_id}-{username}-{token} -> session:{user_id}:{jwt_token}",
                        "topic_shouts_{topic_id} -> shouts:{params}");
    }

    private static String lifetime(KeyPattern pattern) {
        return pattern.facts().ttl().map(TtlPolicy::describe).orElse("-");
    }

    @SuppressWarnings("unchecked") // the values are those that the pattern itself read
    private static Key render(KeyPattern pattern, List<Object> values) {
        if (pattern instanceof KeyPattern0 single) {
            return single.key();
        } else if (pattern instanceof KeyPattern1<?> one) {
            return ((KeyPattern1<Object>) one).key(values.get(0));
        } else if (pattern instanceof KeyPattern2<?, ?> two) {
            return ((KeyPattern2<Object, Object>) two).key(values.get(0), values.get(1));
        }
        return ((KeyPattern3<Object, Object, Object>) pattern).key(values.get(0), values.get(1), values.get(2));
    }
}
