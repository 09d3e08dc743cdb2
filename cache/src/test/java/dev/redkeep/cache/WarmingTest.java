package dev.redkeep.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WarmingTest extends OnRedis {
    private final Database database = new Database();
    private final List<String> keys =
            IntStream.range(0, 250).mapToObj(i -> "k" + i).toList();

    WarmingTest() {
        keys.subList(0, 240).forEach(key -> database.with(key, "v" + key));
    }

    private static WarmingOptions options(List<WarmingProgress> told) {
        return WarmingOptions.defaults().withBatch(20).withTotal(250).withProgress(told::add);
    }

    @Test
    @Timeout(60)
    void all_keys_are_loaded_and_counted() {
        LoadingCache<String, String> cache = cache(one, PLAIN, database);
        cache.getAll(keys.subList(0, 30));
        List<WarmingProgress> told = new ArrayList<>();
        WarmingProgress end = cache.warm(keys.iterator(), options(told));
        assertThat(end.position()).isEqualTo(250);
        assertThat(end.present()).isEqualTo(30);
        assertThat(end.loaded()).isEqualTo(210);
        assertThat(end.absent()).isEqualTo(10);
        assertThat(end.failed()).isZero();
        assertThat(end.perSecond()).isPositive();
        assertThat(end.timeLeft()).hasValueSatisfying(left -> assertThat(left).isZero());
        assertThat(told).hasSize(13);
        assertThat(cache.getAllPresent(keys)).hasSize(240);
    }

    @Test
    @Timeout(60)
    void a_run_that_its_listener_ended_is_resumed_where_it_was() {
        LoadingCache<String, String> cache = cache(one, PLAIN, database);
        List<WarmingProgress> told = new ArrayList<>();
        IllegalStateException stop = new IllegalStateException("stop");
        WarmingOptions stopping = options(told).withParallelism(1).withProgress(progress -> {
            told.add(progress);
            if (told.size() == 3) {
                throw stop;
            }
        });
        assertThatThrownBy(() -> cache.warm(keys.iterator(), stopping)).isSameAs(stop);
        assertThat(told.get(2).position()).isEqualTo(60);
        int before = database.reads.get();
        assertThat(before).isBetween(60, 80);
        WarmingProgress end = cache.warm(keys.iterator(), options(told).withResumeAt(60));
        assertThat(end.position()).isEqualTo(250);
        assertThat(database.reads).hasValue(250);
    }

    @Test
    @Timeout(60)
    void a_null_key_is_named_and_ends_it_and_what_was_begun_before_is_done() {
        LoadingCache<String, String> cache = cache(one, PLAIN, database);
        List<String> odd = new ArrayList<>(keys.subList(0, 45));
        odd.add(null);
        odd.addAll(keys.subList(45, 90));
        List<WarmingProgress> told = new ArrayList<>();
        assertThatThrownBy(() -> cache.warm(odd.iterator(), options(told).withParallelism(1)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("key");
        assertThat(cache.getAllPresent(keys)).as("two batches of 20").hasSize(40);
        assertThat(raw.keys("cache-lease:*")).isEmpty();
    }

    @Test
    @Timeout(60)
    void batches_that_fail_are_counted_and_the_rest_goes_on() {
        AtomicInteger loads = new AtomicInteger();
        LoadingCache<String, String> cache = cache(one, PLAIN, key -> {
            loads.incrementAndGet();
            if (key.equals("k5")) {
                throw new java.io.IOException("broken row");
            }
            return database.load(key);
        });
        WarmingProgress end = cache.warm(keys.iterator(), options(new ArrayList<>()));
        assertThat(end.failed()).isEqualTo(20);
        assertThat(end.position()).isEqualTo(250);
        assertThat(end.loaded()).isEqualTo(220);
    }

    @Test
    @Timeout(60)
    void what_is_not_stored_is_not_counted_as_loaded() {
        LoadingCache<String, String> small =
                cache(one, PLAIN, options().maxValueBytes(3).build(), database);
        WarmingProgress end = small.warm(keys.iterator(), options(new ArrayList<>()));
        assertThat(end.loaded()).isEqualTo(10); // v and k and a digit
        assertThat(end.unstored()).isEqualTo(230);
        assertThat(end.absent()).isEqualTo(10);
        assertThat(end.position()).isEqualTo(250);

        raw.flushAll();
        LoadingCache<String, String> empty = cache(one, documented(), key -> "");
        assertThat(empty.warm(keys.iterator(), options(new ArrayList<>())).loaded())
                .isEqualTo(250);
    }

    @Test
    @Timeout(60)
    void a_key_that_is_refused_is_told_by_its_failure_s_class() {
        LoadingCache<String, String> cache = cache(one, PLAIN, database);
        AtomicReference<WarmingProgress> end = new AtomicReference<>();
        List<String> refused = List.of("k1", "k2", "", "k3", " ");
        String log = Log.of(() -> end.set(cache.warm(
                refused.iterator(), WarmingOptions.defaults().withBatch(2).withParallelism(1))));
        assertThat(end.get().loaded()).isEqualTo(2);
        assertThat(end.get().failed()).isEqualTo(3);
        assertThat(log).containsOnlyOnce("A warming failed").contains("position 2", "IllegalArgumentException");
    }

    @Test
    @Timeout(60)
    void while_redis_refuses_no_more_is_loaded_and_the_next_run_goes_on_where_it_did() {
        LoadingCache<String, String> cache = cache(one, PLAIN, key -> {
            if (database.reads.get() == 60) {
                raw.configSet("maxmemory-policy", "noeviction");
                raw.configSet("maxmemory", "1");
            }
            return database.load(key);
        });
        WarmingOptions options = options(new ArrayList<>()).withParallelism(1);
        WarmingProgress early;
        try {
            early = cache.warm(keys.iterator(), options);
        } finally {
            raw.configSet("maxmemory", "0");
        }
        int stored = raw.keys("author:*").size();
        assertThat(early.loaded()).isEqualTo(stored).isBetween(60L, 80L);
        assertThat(early.unstored()).isEqualTo(20);
        assertThat(early.position()).isEqualTo(stored);
        assertThat(database.reads).hasValue(stored + 20);
        WarmingProgress end = cache.warm(keys.iterator(), options.withResumeAt(early.position()));
        assertThat(end.position()).isEqualTo(250);
        assertThat(end.loaded()).isEqualTo(240 - stored);
    }

    @Test
    @Timeout(60)
    void the_rate_is_kept_and_an_interrupt_ends_it_cleanly() {
        LoadingCache<String, String> cache = cache(one, PLAIN, database);
        WarmingOptions slow = options(new ArrayList<>())
                .withPerSecond(0.5)
                .withProgress(progress -> Thread.currentThread().interrupt());
        WarmingProgress end = cache.warm(keys.iterator(), slow);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(end.position()).isEqualTo(20);
        assertThat(cache.getAllPresent(keys)).hasSize(20);
    }
}
