package dev.redkeep.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.cache.Lookup.Origin;
import dev.redkeep.core.codec.Codec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What readers get of a cache in Redis. */
class ReadingTest extends OnRedis {
    private final Database database = new Database().with("ann", "Ann").with("bob", "Bob");

    @Test
    void a_value_is_loaded_once_and_then_read_by_both() {
        LoadingCache<String, String> here = cache(one, PLAIN, database);
        LoadingCache<String, String> there = cache(other, PLAIN, database);
        assertThat(here.getIfPresent("ann")).isEmpty();
        assertThat(here.lookUp("ann").origin()).isEqualTo(Origin.LOADER);
        assertThat(here.lookUp("ann").origin()).isEqualTo(Origin.REDIS);
        assertThat(there.get("ann")).contains("Ann");
        assertThat(there.getIfPresent("ann")).contains("Ann");
        assertThat(database.reads).hasValue(1);
        assertThat(here.stats().redisHits()).isEqualTo(1);
        assertThat(here.stats().misses()).isEqualTo(2);
        assertThat(raw.keys("*"))
                .containsExactlyInAnyOrder(
                        "author:ann", "cache-mark:{author:%7Bname%7D}:all", "cache-mark:{author:%7Bname%7D}:clock");
        assertThat(raw.pttl("author:ann")).isBetween(3_000_000L, 3_600_000L);
    }

    @Test
    @Timeout(60)
    void a_lease_that_was_left_without_an_end_holds_up_nobody() {
        raw.set("cache-lease:author:ann", "by hand");
        raw.lpush("cache-lease:author:bob", "by hand");
        CacheOptions options = options().loadTimeout(Duration.ofMinutes(5)).build();
        LoadingCache<String, String> cache = cache(one, PLAIN, options, database);
        assertThat(cache.get("ann")).contains("Ann");
        assertThat(cache.lookUp("ann").origin()).isEqualTo(Origin.REDIS);
        assertThat(cache.getAll(List.of("bob"))).containsEntry("bob", "Bob");
        raw.lpush("cache-lease:author:bob", "by hand");
        cache.write("bob", "Bobby", database::with);
        assertThat(cache.lookUp("bob").value()).contains("Bobby");
        assertThat(raw.keys("cache-lease:*")).isEmpty();
    }

    @Test
    void absence_is_remembered_for_its_time() {
        LoadingCache<String, String> cache = cache(one, PLAIN.absentFor(Duration.ofMinutes(9)), database);
        assertThat(cache.get("nobody")).isEmpty();
        assertThat(cache.get("nobody")).isEmpty();
        assertThat(database.reads).hasValue(1);
        assertThat(raw.pttl("author:nobody")).isBetween(300_000L, 540_000L);
        assertThat(cache(one, PLAIN.absentFor(Duration.ZERO), database).get("no one"))
                .isEmpty();
        assertThat(raw.exists("author:no one")).isFalse();
    }

    @Test
    void many_are_read_at_once_and_the_missing_loaded_by_one_call() {
        LoadingCache<String, String> cache = cache(one, marked(), database);
        cache.get("ann");
        List<Integer> asked = new java.util.ArrayList<>();
        CacheLoader<String, String> bulk = new CacheLoader<>() {
            @Override
            public String load(String key) {
                throw new AssertionError("one by one");
            }

            @Override
            public Map<String, String> loadAll(java.util.Set<? extends String> keys) {
                asked.add(keys.size());
                return Map.of("bob", "Bob", "zoe", "not asked for");
            }
        };
        assertThat(cache.getAll(List.of("ann", "bob", "bob", "nobody"), bulk))
                .isEqualTo(Map.of("ann", "Ann", "bob", "Bob"));
        assertThat(cache.getAll(List.of("ann", "bob", "nobody"), bulk)).isEqualTo(Map.of("ann", "Ann", "bob", "Bob"));
        assertThat(cache.getAllPresent(List.of("ann", "bob", "nobody", "zoe")))
                .isEqualTo(Map.of("ann", "Ann", "bob", "Bob"));
        assertThat(asked).containsExactly(2);
    }

    @Test
    void what_cannot_be_read_is_a_miss_that_is_counted_and_loaded_anew() {
        LoadingCache<String, String> cache = cache(one, PLAIN, database);
        raw.set("author:ann", "garbage");
        assertThat(cache.get("ann")).contains("Ann");
        raw.set("author:ann".getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xFC, 1, 16});
        assertThat(cache.get("ann")).contains("Ann");
        raw.del("author:ann");
        raw.hset("author:ann", "field", "value");
        assertThat(cache.get("ann")).contains("Ann");
        Cache.on(
                        other,
                        CacheSchema.of(AUTHOR, Codec.json(String.class)),
                        options().build())
                .put("ann", "another codec's");
        assertThat(cache.get("ann")).contains("Ann");
        assertThat(cache.get("ann")).contains("Ann");
        assertThat(database.reads).hasValue(4);
        assertThat(cache.stats().unreadable()).isEqualTo(4);
    }

    @Test
    void what_is_too_large_is_returned_and_not_stored() {
        LoadingCache<String, String> cache =
                cache(one, PLAIN, options().maxValueBytes(10).build(), database);
        database.with("ann", "x".repeat(11)).with("bob", "x".repeat(10));
        assertThat(cache.get("ann"))
                .hasValueSatisfying(value -> assertThat(value).hasSize(11));
        assertThat(cache.get("bob"))
                .hasValueSatisfying(value -> assertThat(value).hasSize(10));
        assertThat(raw.exists("author:ann")).isFalse();
        assertThat(cache.getIfPresent("bob")).isPresent();
        cache.put("bob", "x".repeat(12));
        assertThat(cache.getIfPresent("bob")).isEmpty();
        assertThat(cache.stats().tooLarge()).isEqualTo(2);
    }

    @Test
    void large_values_are_compressed_and_read_by_those_who_compress_none() {
        database.with("ann", "x".repeat(5_000));
        LoadingCache<String, String> cache =
                cache(one, PLAIN, options().compressOver(1_000).build(), database);
        cache.get("ann");
        assertThat(raw.strlen("author:ann")).isLessThan(200);
        assertThat(cache(other, PLAIN, database).get("ann")).contains("x".repeat(5_000));
        assertThat(database.reads).hasValue(1);
    }

    @Test
    void documented_values_are_plain_and_those_of_others_are_read() {
        LoadingCache<String, String> cache = cache(one, documented(), database);
        assertThat(cache.get("ann")).contains("Ann");
        assertThat(raw.keys("*")).containsExactly("author:ann");
        assertThat(raw.get("author:ann")).isEqualTo("Ann");
        raw.set("author:ann", "Anna");
        assertThat(cache.get("ann")).contains("Anna");
        assertThat(cache.get("nobody")).isEmpty();
        assertThat(cache.get("nobody")).isEmpty();
        assertThat(database.reads).hasValue(3);
    }

    @Test
    void what_is_remembered_about_a_documented_value_lies_beside_it_and_holds_for_that_value_only() {
        CacheSchema<String, String> schema =
                documented().clearable().absentFor(Duration.ofMinutes(30)).taggedBy((key, value) -> List.of("any"));
        LoadingCache<String, String> cache = cache(one, schema, database);
        LoadingCache<String, String> there = cache(other, schema, database);
        assertThat(cache.get("nobody")).isEmpty();
        assertThat(cache.get("nobody")).isEmpty();
        assertThat(cache.get("ann")).contains("Ann");
        assertThat(there.get("ann")).contains("Ann");
        assertThat(database.reads).hasValue(2);
        assertThat(raw.get("author:ann")).isEqualTo("Ann");
        assertThat(raw.exists("cache-note:author:ann")).isTrue();
        raw.set("author:ann", "Anna");
        raw.set("author:nobody", "Somebody");
        assertThat(there.get("ann")).contains("Anna");
        assertThat(there.get("nobody")).contains("Somebody");
        there.invalidateTag("any");
        assertThat(cache.getIfPresent("ann")).isEmpty();
        assertThat(cache.getIfPresent("nobody")).isEmpty();
    }

    @Test
    void a_value_without_tags_is_kept_where_others_have_some() {
        for (CacheSchema<String, String> schema : List.of(PLAIN, documented())) {
            LoadingCache<String, String> cache = cache(one, schema.taggedBy((key, value) -> List.of()), database);
            cache.invalidate("ann");
            assertThat(cache.get("ann")).contains("Ann");
            assertThat(cache.get("ann")).contains("Ann");
        }
        assertThat(database.reads).hasValue(2);
    }

    @Test
    void a_hit_is_one_trip_and_with_tags_two() {
        LoadingCache<String, String> plain = cache(one, PLAIN.groupedBy(key -> "g"), database);
        plain.get("ann");
        long before = one.stats().operations();
        plain.get("ann");
        assertThat(one.stats().operations() - before).isEqualTo(1);
        LoadingCache<String, String> tagged = cache(one, marked(), database);
        tagged.get("bob");
        before = one.stats().operations();
        tagged.get("bob");
        assertThat(one.stats().operations() - before).isEqualTo(2);
    }
}
