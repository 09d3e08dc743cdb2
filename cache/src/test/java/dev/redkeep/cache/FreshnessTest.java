package dev.redkeep.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.key.Segment;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Times to live, and what is served past them. */
@Timeout(120)
class FreshnessTest extends OnRedis {
    private static final CacheSchema<String, String> SHORT = PLAIN.timeToLive(Duration.ofMillis(300));
    private final Database database = new Database().with("ann", "old");

    @Test
    void a_value_past_its_time_is_served_while_one_in_the_fleet_loads_a_new_one() {
        for (CacheSchema<String, String> schema : List.of(SHORT, documented().timeToLive(Duration.ofMillis(300)))) {
            raw.flushAll();
            database.reads.set(0);
            database.with("ann", "old");
            CountDownLatch goOn = new CountDownLatch(1);
            CacheOptions options = options().staleFor(Duration.ofMinutes(5)).build();
            LoadingCache<String, String> here = cache(one, schema, options, database);
            LoadingCache<String, String> there = cache(other, schema, options, key -> {
                goOn.await();
                return database.load(key);
            });
            here.get("ann");
            assertThat(raw.pttl("author:ann")).isBetween(200_000L, 300_300L);
            database.with("ann", "new");
            await().until(() ->
                    here.getIfPresent("ann").isPresent() && there.lookUp("ann").stale());
            await().until(() -> raw.exists("cache-lease:author:ann"));
            for (int i = 0; i < 20; i++) {
                assertThat(here.get("ann")).contains("old");
            }
            goOn.countDown();
            await().until(() -> here.get("ann").orElseThrow().equals("new"));
            assertThat(there.stats().staleServed()).isPositive();
            there.close();
        }
    }

    @Test
    void a_value_past_its_time_is_served_if_the_loader_fails() {
        CacheOptions options = options().staleIfError(Duration.ofMinutes(5)).build();
        LoadingCache<String, String> cache = cache(one, SHORT, options, database);
        cache.get("ann");
        IllegalStateException failure = new IllegalStateException("no database");
        CacheLoader<String, String> failing = key -> {
            throw failure;
        };
        await().untilAsserted(() ->
                assertThat(cache.getIfPresent("ann")).as("its time is over").isEmpty());
        assertThat(cache.get("ann", failing)).contains("old");
        assertThat(cache.getAll(List.of("ann"), failing)).containsEntry("ann", "old");
        assertThat(cache.stats().staleServed()).isEqualTo(2);
        assertThatThrownBy(() -> cache.get("bob", failing)).isSameAs(failure);
        assertThatThrownBy(() -> cache.getAll(List.of("ann", "bob"), failing)).isSameAs(failure);
        database.with("ann", "new");
        assertThat(cache.get("ann")).contains("new");
    }

    @Test
    void a_reader_that_serves_nothing_stale_takes_a_value_past_its_time_for_a_miss() {
        cache(one, SHORT, options().staleFor(Duration.ofMinutes(5)).build(), database)
                .get("ann");
        LoadingCache<String, String> strict = cache(other, SHORT, database);
        await().until(() -> strict.getIfPresent("ann").isEmpty());
        assertThat(raw.exists("author:ann")).isTrue();
    }

    @Test
    void a_value_is_loaded_anew_before_its_time_is_over_the_longer_that_took_the_earlier() {
        CacheOptions options = options().refreshAhead(100).build();
        CacheLoader<String, String> slow = key -> {
            Thread.sleep(100);
            return database.load(key);
        };
        CacheSchema<String, String> schema = PLAIN.timeToLive(Duration.ofSeconds(15));
        LoadingCache<String, String> cache = cache(one, schema, options, slow);
        cache.get("ann");
        database.with("ann", "new");
        await().until(() -> cache.lookUp("ann").value().orElseThrow().equals("new"));
        assertThat(cache.stats().misses()).isEqualTo(1);
        assertThat(cache.stats().staleServed()).isZero();
    }

    @Test
    void a_refresh_that_an_invalidation_overtakes_is_fenced() {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CacheOptions options = options().staleFor(Duration.ofMinutes(5)).build();
        LoadingCache<String, String> cache = cache(one, SHORT, options, database);
        cache.get("ann");
        CacheLoader<String, String> paused = key -> {
            String read = database.load(key);
            reading.countDown();
            goOn.await();
            return read;
        };
        await().until(() -> {
            cache.get("ann", paused);
            return reading.getCount() == 0;
        });
        database.with("ann", "new");
        cache(other, SHORT, options, database).invalidate("ann");
        goOn.countDown();
        assertThat(cache.get("ann")).contains("new");
        await().until(() -> cache.stats().fencedFills() == 1);
        assertThat(cache.get("ann")).contains("new");
    }

    @Test
    void times_are_shortened_at_random_and_never_lengthened() {
        LoadingCache<String, String> cache =
                cache(one, PLAIN, options().jitter(0.5).build(), key -> "x");
        Set<Long> minutes = new TreeSet<>();
        for (int i = 0; i < 60; i++) {
            cache.get("k" + i);
            long millis = raw.pttl("author:k" + i);
            assertThat(millis).isBetween(1_790_000L, 3_600_000L);
            minutes.add(millis / 60_000);
        }
        assertThat(minutes).hasSizeGreaterThan(10);
    }

    @Test
    void each_kind_of_value_has_its_time_and_what_is_over_is_not_stored() {
        CacheSchema<String, String> schema = PLAIN.timeToLive((key, value) -> Duration.ofMillis(Long.parseLong(value)));
        LoadingCache<String, String> cache =
                cache(one, schema, options().jitter(0).build(), key -> key);
        cache.getAll(List.of("60000", "0", "-5", "999999999"));
        assertThat(raw.pttl("author:60000")).isBetween(1L, 60_000L);
        assertThat(raw.exists("author:0", "author:-5")).isZero();
        assertThat(raw.pttl("author:999999999")).isBetween(3_500_000L, 3_600_000L);
        assertThat(cache.stats().fencedFills()).isZero();
    }

    @Test
    void where_the_time_is_fixed_it_holds_the_time_past_its_end() {
        KeyPattern1<String> fixed = KeyPattern.of("fixed:{name}", Segment.text())
                .string()
                .fixed(Duration.ofSeconds(100))
                .owner("tests");
        Cache.on(
                        one,
                        CacheSchema.of(fixed, Codec.string()),
                        options().jitter(0).staleFor(Duration.ofSeconds(99)).build())
                .put("a", "b");
        assertThat(raw.pttl("fixed:a")).isBetween(50_000L, 100_000L);
    }

    @Test
    void what_lives_for_ever_does() {
        KeyPattern1<String> kept = KeyPattern.of("kept:{name}", Segment.text())
                .string()
                .persistent("the tests end it")
                .owner("tests");
        Cache<String, String> cache =
                Cache.on(one, CacheSchema.of(kept, Codec.string()), options().build());
        cache.put("a", "b");
        assertThat(raw.pttl("kept:a")).isEqualTo(-1);
        cache.clear();
        assertThat(cache.getIfPresent("a")).isEmpty();
    }

    @Test
    void one_that_cannot_be_loaded_anew_is_left_alone_for_a_while() {
        CacheOptions options = options().staleFor(Duration.ofMinutes(5)).build();
        LoadingCache<String, String> cache = cache(one, SHORT, options, database);
        cache.get("ann");
        CacheLoader<String, String> failing = key -> {
            throw new IllegalStateException("no database");
        };
        long began = System.nanoTime();
        await().until(() -> {
            cache.get("ann", failing);
            return cache.stats().loadFailures() > 0;
        });
        for (int i = 0; i < 300; i++) {
            assertThat(cache.get("ann", failing)).contains("old");
        }
        long seconds = (System.nanoTime() - began) / 1_000_000_000;
        assertThat(cache.stats().loadFailures()).isLessThanOrEqualTo(1 + seconds);
    }

    @Test
    void nothing_is_loaded_anew_on_the_thread_that_is_served() {
        CacheOptions options =
                options().staleFor(Duration.ofMinutes(5)).loadsOn(Runnable::run).build();
        LoadingCache<String, String> cache = cache(one, SHORT, options, database);
        cache.get("ann");
        await().until(() -> cache.lookUp("ann").stale());
        for (int i = 0; i < 20; i++) {
            assertThat(cache.get("ann")).contains("old");
        }
        assertThat(database.reads).hasValue(1);
    }
}
