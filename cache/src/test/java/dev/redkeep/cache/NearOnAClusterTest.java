package dev.redkeep.cache;

import static dev.redkeep.cache.Lookup.Origin.LOCAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.Key;
import dev.redkeep.testing.RedisCluster;
import dev.redkeep.testing.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two processes with memories of their own, whose values and marks lie on different nodes of a Cluster. */
@Timeout(180)
class NearOnAClusterTest extends OnRedis {
    private static final Duration GENEROUS = Duration.ofSeconds(60);
    private static final CacheSchema<String, String> HARDENED = CacheSchema.of(hardened(), Codec.string())
            .taggedBy((key, value) -> List.of("any", "tag-" + key))
            .groupedBy(key -> "group-" + key);
    private static final List<String> NAMES =
            IntStream.range(0, 60).mapToObj(i -> "k" + i).toList();

    private final Database database = new Database();
    private final List<Redis> clients = new ArrayList<>();

    private LoadingCache<String, String> near(RedisCluster cluster, boolean tracking) {
        return near(cluster, tracking, LocalOptions.defaults());
    }

    private LoadingCache<String, String> near(RedisCluster cluster, boolean tracking, LocalOptions local) {
        Redis redis = Redis.connect(ClusterSlots.options(cluster, tracking));
        clients.add(redis);
        CacheOptions options = options()
                .local(local)
                .announced(!tracking)
                .probeEvery(Duration.ofMillis(20))
                .build();
        return cache(redis, HARDENED, options, database);
    }

    @AfterEach
    void closeClients() {
        clients.forEach(Redis::close);
    }

    private static void until(BooleanSupplier met) {
        await().atMost(GENEROUS).pollInterval(Duration.ofMillis(5)).until(met::getAsBoolean);
    }

    private static boolean holds(LoadingCache<String, String> cache, String name) {
        return cache.lookUp(name).origin() == LOCAL;
    }

    private void fillDatabase(String value) {
        NAMES.forEach(name -> database.with(name, value));
    }

    /** Says it again until the Cluster, which may just be changing, has taken it. */
    private static void surely(Runnable change) {
        until(() -> {
            try {
                change.run();
                return true;
            } catch (RedisException moving) {
                return false;
            }
        });
    }

    private static Key key(String name) {
        return hardened().key(name);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_another_process_changes_on_any_node_is_forgotten_here(boolean tracking, RedisCluster cluster) {
        fillDatabase("old");
        LocalOptions patient = LocalOptions.defaults().withStaleness(Duration.ofSeconds(10));
        LoadingCache<String, String> here = near(cluster, tracking, patient);
        LoadingCache<String, String> there = near(cluster, tracking, patient);
        until(() -> NAMES.stream().allMatch(name -> holds(here, name)));
        fillDatabase("new");
        there.invalidateAll(NAMES.subList(0, 20));
        NAMES.subList(20, 40).forEach(name -> there.put(name, "new"));
        NAMES.subList(40, 50).forEach(name -> there.invalidateTag("tag-" + name));
        NAMES.subList(50, 60).forEach(name -> there.invalidateGroup("group-" + name));
        until(() -> NAMES.stream().allMatch(name -> here.get(name).orElseThrow().equals("new")));
        until(() -> NAMES.stream().allMatch(name -> holds(here, name)));
        assertThat(here.stats().localResets()).as("nothing was emptied for it").isZero();
        fillDatabase("newest");
        there.clear();
        until(() -> NAMES.stream().allMatch(name -> here.get(name).orElseThrow().equals("newest")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_slot_that_moves_takes_its_news_along(boolean tracking, RedisCluster cluster) {
        String name = "moving" + tracking;
        Key value = key(name);
        Key marks = EntryKeys.MARK.key(hardened().template(), EntryKeys.CLOCK);
        LoadingCache<String, String> here = near(cluster, tracking);
        LoadingCache<String, String> there = near(cluster, tracking);
        database.with(name, "old");
        until(() -> holds(here, name));
        for (Key key : List.of(value, marks)) {
            RedisServer source = ClusterSlots.owner(cluster, key);
            RedisServer target = cluster.primaries().stream()
                    .filter(node -> node.port() != source.port())
                    .findFirst()
                    .orElseThrow();
            ClusterSlots.beginMove(key, source, target);
            ClusterSlots.moveKeys(key, source, target);
            // A script needs all its keys or none while a slot moves, and there is no lease beside the value.
            changedIsHeard(here, name, "moving", () -> there.invalidateTag("tag-" + name));
            ClusterSlots.endMove(key, source, target);
            changedIsHeard(here, name, "moved", () -> there.invalidateTag("tag-" + name));
            changedIsHeard(here, name, "there", () -> there.invalidate(name));
        }
    }

    private void changedIsHeard(LoadingCache<String, String> here, String name, String value, Runnable change) {
        until(() -> holds(here, name));
        database.with(name, value);
        surely(change);
        until(() -> here.get(name).orElseThrow().equals(value));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_primary_that_hands_over_or_fails_empties_the_memory_and_is_followed(boolean tracking) {
        try (RedisCluster cluster = RedisCluster.start()) {
            String name = "failing";
            database.with(name, "old");
            LoadingCache<String, String> here = near(cluster, tracking);
            LoadingCache<String, String> there = near(cluster, tracking);
            until(() -> holds(here, name));
            long resets = here.stats().localResets();
            RedisServer old = ClusterSlots.owner(cluster, key(name));
            ClusterSlots.handOver(cluster, old);
            until(() -> here.stats().localResets() > resets);
            changedIsHeard(here, name, "handed over", () -> there.invalidate(name));

            until(() -> holds(here, name));
            long before = here.stats().localResets();
            RedisServer next = ClusterSlots.owner(cluster, key(name));
            next.kill();
            cluster.awaitFailoverFrom(next);
            until(() -> here.stats().localResets() > before);
            changedIsHeard(here, name, "failed over", () -> there.invalidate(name));
        }
    }
}
