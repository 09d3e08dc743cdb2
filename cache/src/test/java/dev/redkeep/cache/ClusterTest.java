package dev.redkeep.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.client.Endpoint;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.testing.RedisCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A cache whose values, leases and marks lie on different nodes. */
@Timeout(180)
class ClusterTest extends OnRedis {
    private static final CacheSchema<String, String> HARDENED = CacheSchema.of(hardened(), Codec.string())
            .taggedBy((key, value) -> List.of("any", "tag-" + key))
            .groupedBy(key -> "group-" + key);
    private final Database database = new Database();

    private static Redis connect(RedisCluster cluster) {
        return Redis.connect(Patience.with(RedisOptions.builder()
                        .cluster(cluster.uris().stream()
                                .map(uri -> new Endpoint(uri.getHost(), uri.getPort()))
                                .toArray(Endpoint[]::new)))
                .build());
    }

    @Test
    void what_does_not_share_a_slot_is_refused_when_the_cache_is_built(RedisCluster cluster) {
        try (Redis redis = connect(cluster)) {
            assertThatThrownBy(() -> Cache.on(redis, PLAIN, options().build()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("KeyLayout.HARDENED");
        }
    }

    @Test
    void values_on_every_node_are_read_loaded_and_forgotten(RedisCluster cluster) {
        try (Redis here = connect(cluster);
                Redis there = connect(cluster)) {
            LoadingCache<String, String> first = cache(
                    here, HARDENED, options().staleFor(Duration.ofMinutes(1)).build(), database);
            LoadingCache<String, String> second = cache(
                    there, HARDENED, options().staleFor(Duration.ofMinutes(1)).build(), database);
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                keys.add("k" + i);
                database.with("k" + i, "v" + i);
            }
            assertThat(first.getAll(keys)).hasSize(100);
            assertThat(second.getAllPresent(keys)).hasSize(100);
            second.invalidateTag("tag-k3");
            second.invalidateGroup("group-k4");
            second.invalidate("k5");
            second.put("k6", "put");
            second.write("k7", "written", database::with);
            assertThat(first.getAllPresent(keys))
                    .hasSize(97)
                    .containsEntry("k6", "put")
                    .containsEntry("k7", "written");
            assertThat(first.get("k3")).contains("v3");
            first.invalidateAll(keys.subList(0, 50));
            assertThat(second.getAllPresent(keys)).hasSize(50);
            first.clear();
            assertThat(second.getAllPresent(keys)).isEmpty();
            assertThat(second.getAll(keys)).containsEntry("k7", "written").hasSize(100);
            assertThat(first.stats().fencedFills()).isZero();
        }
    }

    @Test
    void a_loader_that_an_invalidation_overtakes_is_fenced_by_lease_and_by_mark(RedisCluster cluster) {
        Map<String, java.util.function.Consumer<Cache<String, String>>> ways = Map.of(
                "a", cache -> cache.invalidate("a"),
                "b", cache -> cache.invalidateTag("tag-b"),
                "c", cache -> cache.invalidateGroup("group-c"),
                "d", Cache::clear,
                "e", cache -> cache.put("e", "new"));
        try (Redis here = connect(cluster);
                Redis there = connect(cluster)) {
            LoadingCache<String, String> changing = cache(there, HARDENED, database);
            ways.forEach((key, way) -> {
                CountDownLatch read = new CountDownLatch(1);
                CountDownLatch goOn = new CountDownLatch(1);
                database.with(key, "old");
                LoadingCache<String, String> loading = cache(here, HARDENED, any -> {
                    String value = database.load(any);
                    read.countDown();
                    goOn.await(60, TimeUnit.SECONDS);
                    return value;
                });
                CompletableFuture<Void> old = Apart.run(() -> loading.get(key));
                assertThat(joined(read)).isTrue();
                database.with(key, "new");
                way.accept(changing);
                goOn.countDown();
                old.join();
                assertThat(changing.get(key)).as(key).contains("new");
                assertThat(loading.get(key)).as(key).contains("new");
            });
        }
    }

    private static boolean joined(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void a_stampede_makes_one_load(RedisCluster cluster) {
        try (Redis here = connect(cluster);
                Redis there = connect(cluster)) {
            database.with("cold", "value");
            CacheLoader<String, String> slow = key -> {
                TimeUnit.MILLISECONDS.sleep(200);
                return database.load(key);
            };
            List<LoadingCache<String, String>> caches =
                    List.of(cache(here, HARDENED, slow), cache(there, HARDENED, slow));
            Together.run(
                    40, thread -> assertThat(caches.get(thread % 2).get("cold")).contains("value"));
            assertThat(database.reads).hasValue(1);
        }
    }
}
