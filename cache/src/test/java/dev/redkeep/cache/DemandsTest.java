package dev.redkeep.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.key.Segment;
import dev.redkeep.core.ttl.TtlPolicy;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is refused: when a cache is built, and when it is called. */
class DemandsTest extends OnRedis {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static KeyPattern1<String> pattern(TtlPolicy policy) {
        return KeyPattern.of("k:{name}", Segment.text()).string().ttl(policy).owner("tests");
    }

    private void refuses(CacheSchema<String, String> schema, CacheOptionsBuilder options, String because) {
        assertThatThrownBy(() -> Cache.on(one, schema, options.build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(because);
    }

    @Test
    void policies_whose_time_no_cache_can_keep() {
        refuses(
                CacheSchema.of(pattern(TtlPolicy.sliding(MINUTE)), Codec.string()),
                options(),
                "must be declared fixed");
        refuses(CacheSchema.of(pattern(TtlPolicy.until("noon")), Codec.string()), options(), "lasts until noon");
    }

    @Test
    void time_past_the_end_of_what_has_none() {
        CacheSchema<String, String> schema = CacheSchema.of(pattern(TtlPolicy.persistent("a test")), Codec.string());
        refuses(schema, options().staleFor(MINUTE), "lives for ever");
        refuses(schema, options().staleIfError(MINUTE), "lives for ever");
        refuses(schema, options().refreshAhead(1), "lives for ever");
        Cache.on(one, schema.timeToLive(MINUTE), options().staleFor(MINUTE).build());
    }

    @Test
    void more_time_than_the_pattern_declares() {
        CacheSchema<String, String> fixed = CacheSchema.of(pattern(TtlPolicy.fixed(MINUTE)), Codec.string());
        refuses(fixed, options().staleFor(MINUTE), "must leave room");
        Cache.on(one, fixed, options().staleFor(MINUTE.minusMillis(1)).build());
        refuses(
                PLAIN.timeToLive(Duration.ofMinutes(50)),
                options().staleIfError(Duration.ofMinutes(11)),
                "must leave room");
        Cache.on(
                one,
                PLAIN.timeToLive(Duration.ofMinutes(50)),
                options().staleIfError(Duration.ofMinutes(10)).build());
    }

    @Test
    void a_time_to_live_that_the_pattern_does_not_allow() {
        KeyPattern1<String> pattern = pattern(TtlPolicy.between(MINUTE, Duration.ofHours(1)));
        CacheSchema<String, String> schema = CacheSchema.of(pattern, Codec.string());
        for (Duration wrong : List.of(
                Duration.ofMillis(59_999), Duration.ofMillis(3_600_001), Duration.ZERO, Duration.ofMinutes(-2))) {
            assertThatThrownBy(() -> schema.timeToLive(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("timeToLive must be PT1M to PT1H")
                    .hasMessageContaining("k:{name}")
                    .hasMessageContaining("is " + wrong);
        }
        assertThatThrownBy(() -> schema.absentFor(Duration.ofHours(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("absentFor must be")
                .hasMessageContaining("is PT2H");
        Cache.on(one, schema.timeToLive(MINUTE), options().build()).close();
        Cache.on(one, schema.timeToLive(Duration.ofHours(1)), options().build()).close();
    }

    @Test
    void compression_of_what_other_programs_read() {
        refuses(documented(), options().compressOver(100), "compressOver must be left out");
    }

    @Test
    void nulls_and_too_many_keys() {
        LoadingCache<String, String> cache = cache(one, PLAIN, key -> "x");
        assertThatThrownBy(() -> cache.get((String) nothing())).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> cache.put("a", nothing())).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> cache.invalidateAll(java.util.Arrays.asList("a", null)))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> cache.get("")).isInstanceOf(IllegalArgumentException.class);
        List<String> keys =
                IntStream.rangeClosed(0, 10_000).mapToObj(i -> "k" + i).toList();
        assertThatThrownBy(() -> cache.getAllPresent(keys))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 10000");
        assertThat(cache.getAll(keys.subList(0, 10_000))).hasSize(10_000);
        cache.invalidateAll(keys);
        assertThat(raw.keys("author:*")).isEmpty();
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what no checker keeps a caller from
    private static <T> T nothing() {
        return null;
    }

    @Test
    void what_a_schema_has_not_and_a_loader_that_was_not_given() {
        Cache<String, String> cache = Cache.on(one, documented(), CacheOptions.defaults());
        assertThatThrownBy(() -> cache.invalidateTag("x")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> cache.invalidateGroup("x")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(cache::clear)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("clearable");
        assertThatThrownBy(() -> cache.invalidateTag("")).isInstanceOf(IllegalArgumentException.class);
        assertThat(cache).isInstanceOf(LoadingCache.class);
        assertThatThrownBy(() -> ((LoadingCache<String, String>) cache).get("a"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_listener_that_throws_and_tags_that_are_wrong() {
        CacheListener faulty = new CacheListener() {
            @Override
            public void onLoadFailed(String pattern, Throwable failure) {
                throw new IllegalStateException("listener");
            }
        };
        LoadingCache<String, String> cache = cache(
                one,
                PLAIN.taggedBy((key, value) -> List.of("")),
                options().listener(faulty).build(),
                key -> key);
        assertThat(cache.get("a")).contains("a");
        assertThatThrownBy(() -> cache.put("a", "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tag must have");
        assertThatThrownBy(() -> cache.get("a", key -> {
                    throw new IllegalArgumentException("loader");
                }))
                .hasMessage("loader");
    }
}
