package dev.redkeep.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.key.Segment;
import dev.redkeep.core.ttl.TtlPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long marks are kept. */
class MarksLifeTest extends OnRedis {
    private static final KeyPattern1<String> LASTING = KeyPattern.of("lasting:{name}", Segment.text())
            .string()
            .ttl(TtlPolicy.persistent("a test"))
            .owner("tests");
    private static final CacheSchema<String, String> SCHEMA = CacheSchema.of(LASTING, Codec.string());
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final Database database = new Database().with("ann", "Ann").with("bob", "Bob");

    private long left(String mark) {
        return raw.pttl(raw.keys("cache-mark:*:" + mark).iterator().next());
    }

    @Test
    void a_mark_of_values_whose_time_is_known_outlives_them_and_ends() {
        CacheSchema<String, String> schema = SCHEMA.timeToLive(TEN_MINUTES)
                .groupedBy(key -> "g")
                .taggedBy((key, value) -> List.of("t"))
                .absentFor(Duration.ofHours(3));
        LoadingCache<String, String> cache =
                cache(one, schema, options().staleFor(Duration.ofHours(5)).build(), database);
        cache.get("ann");
        long longest = TEN_MINUTES.plusHours(5).toMillis();
        for (String mark : List.of("all", "group:g", "tag:t")) {
            assertThat(left(mark)).as(mark).isBetween(longest + 1, 3 * longest);
        }
        cache.invalidateTag("t");
        cache.invalidateGroup("g");
        cache.clear();
        for (String mark : List.of("all", "group:g", "tag:t")) {
            assertThat(left(mark)).as(mark).isBetween(longest + 1, 3 * longest);
        }
        assertThat(cache.get("ann")).contains("Ann");
        assertThat(raw.pttl("lasting:ann")).isBetween(1L, longest);
    }

    @Test
    void absence_may_be_what_lives_longest() {
        CacheSchema<String, String> schema = SCHEMA.timeToLive(TEN_MINUTES).absentFor(Duration.ofHours(3));
        cache(one, schema, database).get("nobody");
        assertThat(left("all")).isGreaterThan(3 * HOUR);
    }

    @Test
    void who_stores_for_longer_makes_a_mark_last_for_that_and_nobody_shortens_it() {
        LoadingCache<String, String> brief = cache(one, SCHEMA.timeToLive(TEN_MINUTES), database);
        LoadingCache<String, String> longer = cache(other, SCHEMA.timeToLive(Duration.ofHours(9)), database);
        brief.get("ann");
        assertThat(left("all")).isLessThan(3 * HOUR);
        longer.get("bob");
        assertThat(left("all")).isGreaterThan(9 * HOUR);
        brief.put("ann", "Anna");
        assertThat(left("all")).isGreaterThan(9 * HOUR);
        brief.clear();
        assertThat(longer.getIfPresent("bob")).isEmpty();
        longer.put("bob", "Bobby");
        assertThat(left("all")).isGreaterThan(9 * HOUR);
    }

    @Test
    void who_stores_for_ever_makes_a_mark_last_for_ever() {
        cache(one, SCHEMA.timeToLive(TEN_MINUTES), database).clear();
        assertThat(left("all")).isPositive();
        LoadingCache<String, String> ever = cache(other, SCHEMA, database);
        ever.get("ann");
        assertThat(left("all")).isEqualTo(-1);
        cache(one, SCHEMA.timeToLive(TEN_MINUTES), database).get("bob");
        assertThat(left("all")).isEqualTo(-1);
        assertThat(ever.getIfPresent("ann")).contains("Ann");
    }

    @Test
    void a_mark_that_ended_too_soon_makes_nothing_valid_again() {
        LoadingCache<String, String> cache =
                cache(one, SCHEMA.timeToLive(TEN_MINUTES).groupedBy(key -> "g"), database);
        cache.get("ann");
        cache.invalidateGroup("g");
        raw.del(raw.keys("cache-mark:*:group:g").iterator().next());
        assertThat(cache.getIfPresent("ann")).isEmpty();
        cache.get("bob");
        assertThat(cache.getIfPresent("ann")).isEmpty();
        assertThat(cache.getIfPresent("bob")).contains("Bob");
    }

    @Test
    void what_other_programs_store_for_ever_is_judged_for_ever() {
        CacheSchema<String, String> schema = CacheSchema.documented(LASTING, Codec.string())
                .timeToLive(TEN_MINUTES)
                .clearable();
        LoadingCache<String, String> cache = cache(one, schema, database);
        raw.set("lasting:foreign", "x");
        cache.get("ann");
        cache.clear();
        assertThat(left("all")).isEqualTo(-1);
        assertThat(cache.getIfPresent("foreign")).isEmpty();
    }
}
