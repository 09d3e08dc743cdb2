package dev.redkeep.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.ConnectionMode;
import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.core.key.Key;
import dev.redkeep.testing.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.RedisClient;

/** What a cache does while Redis is away. */
@Timeout(120)
class OutageTest {
    private final RedisServer server = RedisServer.start();
    private final Database database = new Database().with("ann", "Ann").with("bob", "Bob");
    private final Events events = new Events();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicReference<Runnable> whileLoading = new AtomicReference<>(() -> {});
    private final Redis redis;
    private final LoadingCache<String, String> cache;

    OutageTest() {
        redis = Redis.connect(RedisOptions.of(server.uri()), event -> {
            if (event.operation().equals("cache.read")) {
                reads.incrementAndGet();
            }
        });
        cache = cache(Duration.ofSeconds(40));
    }

    /** Short is for who waits for a server that stands still, and not to be met by a machine that does. */
    private LoadingCache<String, String> cache(Duration deadline) {
        CacheOptions options = OnRedis.options()
                .deadline(deadline)
                .probeEvery(Duration.ofMillis(20))
                .listener(events)
                .build();
        return Cache.on(redis, OnRedis.PLAIN, options, key -> {
            whileLoading.get().run();
            return database.load(key);
        });
    }

    @BeforeEach
    void warm() {
        awaitBack();
        reads.set(0);
    }

    @AfterEach
    void close() {
        redis.close();
        server.close();
    }

    private void awaitBack() {
        await().until(() -> !cache.lookUp("bob").degraded());
    }

    @Test
    void while_it_is_gone_reads_are_loads_and_changes_are_told() {
        long before = cache.stats().degraded();
        server.kill();
        Lookup<String> lookup = cache.lookUp("ann");
        assertThat(lookup.value()).contains("Ann");
        assertThat(lookup.degraded()).isTrue();
        assertThat(cache.getAll(List.of("ann", "bob"))).isEqualTo(Map.of("ann", "Ann", "bob", "Bob"));
        assertThat(cache.getIfPresent("bob")).isEmpty();
        assertThat(cache.getAllPresent(List.of("bob"))).isEmpty();
        assertThatThrownBy(() -> cache.invalidate("ann")).isInstanceOf(RedisException.class);
        assertThatThrownBy(() -> cache.put("ann", "x")).isInstanceOf(RedisException.class);
        assertThatThrownBy(() -> cache.write("ann", "x", (key, value) -> database.with("ann", "never")))
                .isInstanceOf(RedisException.class);
        assertThat(database.rows).containsEntry("ann", "Ann");
        assertThatThrownBy(cache::clear).isInstanceOf(RedisException.class);
        assertThat(cache.stats().degraded() - before).isEqualTo(5);

        server.restart();
        awaitBack();
        await().until(() -> cache.lookUp("bob").hit());
        assertThat(events.told).containsExactly("degraded", "recovered");
    }

    @Test
    void while_it_does_not_answer_callers_wait_for_it_until_a_look_was_not_answered_either() {
        LoadingCache<String, String> cache = cache(Duration.ofMillis(500));
        server.pause();
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> {
            assertThat(cache.lookUp("ann").degraded()).isTrue();
            return events.told.contains("degraded");
        });
        int waited = reads.get();
        assertThat(waited).isBetween(1, 20); // the look has twice as long as each of them
        for (int i = 0; i < 50; i++) {
            assertThat(cache.lookUp("ann").degraded()).isTrue();
        }
        assertThat(reads).hasValue(waited);
        assertThat(events.told).containsExactly("degraded");
        server.resume();
        await().until(() -> !cache.lookUp("bob").degraded());
        assertThat(events.told).startsWith("degraded").endsWith("recovered");
    }

    @Test
    void while_it_is_gone_callers_of_one_key_share_their_loads() {
        server.kill();
        shareLoads();
    }

    @Test
    void while_it_refuses_callers_of_one_key_share_their_loads() {
        try (RedisClient raw = Patience.raw(server.uri())) {
            raw.configSet("maxmemory", "1");
            raw.configSet("maxmemory-policy", "noeviction");
            shareLoads();
        }
    }

    /** None ends before all wait for it, but for those that were woken by the one before and have not gone on yet: a few load anew. */
    private void shareLoads() {
        int before = database.reads.get();
        List<Apart.Running<String>> callers = new CopyOnWriteArrayList<>();
        whileLoading.set(() -> await().pollInterval(Duration.ofMillis(2))
                .until(() -> callers.size() == 200 && callers.stream().allMatch(Apart.Running::waitsForALoad)));
        for (int i = 0; i < 200; i++) {
            callers.add(Apart.supply(() -> cache.get("ann").orElseThrow()));
        }
        assertThat(callers).allSatisfy(caller -> assertThat(caller.join()).isEqualTo("Ann"));
        assertThat(database.reads.get() - before).isBetween(1, 50);
    }

    @Test
    void what_is_loaded_while_it_goes_is_returned_and_later_loaded_again() {
        whileLoading.set(server::kill);
        Lookup<String> lookup = cache.lookUp("ann");
        assertThat(lookup.value()).contains("Ann");
        assertThat(lookup.degraded()).isTrue();
        whileLoading.set(() -> {});
        server.restart();
        awaitBack();
        assertThat(cache.get("ann")).contains("Ann");
        assertThat(cache.lookUp("ann").hit()).isTrue();
    }

    @Test
    void a_fill_that_runs_after_its_deadline_is_fenced_like_any_other() {
        LoadingCache<String, String> cache = cache(Duration.ofSeconds(1));
        whileLoading.set(server::pause);
        assertThat(cache.lookUp("ann").degraded()).isTrue();
        whileLoading.set(() -> {});
        server.resume();
        database.with("ann", "new");
        await().ignoreExceptions().until(() -> {
            cache.invalidate("ann");
            return true;
        });
        assertThat(cache.get("ann")).contains("new");
        awaitBack();
        assertThat(cache.get("ann")).contains("new");
    }

    @Test
    void a_writer_whose_redis_goes_away_meanwhile_is_told_and_the_old_value_is_gone() {
        LoadingCache<String, String> cache = cache(Duration.ofSeconds(4));
        cache.get("ann");
        assertThatThrownBy(() -> cache.write("ann", "new", (key, value) -> {
                    database.with(key, value);
                    server.pause();
                }))
                .isInstanceOf(RedisException.class);
        server.resume();
        awaitBack();
        assertThat(cache.get("ann")).contains("new");
    }

    @Test
    void a_server_that_refuses_everything_does_not_end_reads() {
        try (RedisClient raw = Patience.raw(server.uri())) {
            raw.configSet("maxmemory", "1");
            raw.configSet("maxmemory-policy", "noeviction");
            assertThat(cache.get("ann")).contains("Ann");
            assertThat(cache.getAll(List.of("ann", "zoe"))).isEqualTo(Map.of("ann", "Ann"));
            assertThat(cache.stats().degraded()).isPositive();
            cache.invalidate("bob");
            raw.configSet("maxmemory", "0");
        }
        assertThat(cache.get("ann")).contains("Ann");
        assertThat(cache.lookUp("ann").hit()).isTrue();
    }

    @Test
    void so_many_keys_as_a_pool_cannot_queue_are_forgotten_and_that_is_no_outage() {
        RedisOptions pooled = RedisOptions.of(server.uri()).toBuilder()
                .connectionMode(ConnectionMode.POOLED)
                .build();
        try (Redis pool = Redis.connect(pooled)) {
            CacheOptions options =
                    OnRedis.options().deadline(Duration.ofSeconds(30)).build();
            LoadingCache<String, String> many = Cache.on(pool, OnRedis.PLAIN, options, database);
            many.get("ann");
            List<String> keys =
                    IntStream.range(0, 30_000).mapToObj(i -> "k" + i).collect(Collectors.toList());
            keys.add("ann");
            many.invalidateAll(keys);
            assertThat(many.getIfPresent("ann")).isEmpty();
            assertThat(many.lookUp("ann").degraded()).isFalse();
        }
    }

    @Test
    void that_too_many_calls_wait_here_is_no_outage() {
        RedisOptions pooled = RedisOptions.of(server.uri()).toBuilder()
                .connectionMode(ConnectionMode.POOLED)
                .build();
        AtomicInteger degraded = new AtomicInteger();
        CacheListener listener = new CacheListener() {
            @Override
            public void onDegraded() {
                degraded.incrementAndGet();
            }
        };
        try (Redis pool = Redis.connect(pooled)) {
            CacheOptions options = OnRedis.options()
                    .deadline(Duration.ofSeconds(30))
                    .listener(listener)
                    .build();
            LoadingCache<String, String> cache = Cache.on(pool, OnRedis.PLAIN, options, database);
            cache.get("ann");
            server.pause();
            List<CompletableFuture<?>> waiting = new ArrayList<>();
            Redis patient = pool.within(Duration.ofSeconds(30));
            Key key = OnRedis.AUTHOR.key("crowd");
            CompletableFuture<?> last;
            do {
                last = patient.executeAsync("test.crowd", key, commands -> commands.get(key.bytes()))
                        .toCompletableFuture();
                waiting.add(last);
            } while (!last.isCompletedExceptionally());
            assertThatThrownBy(() -> cache.invalidate("ann"))
                    .isInstanceOf(RedisException.class)
                    .hasMessageContaining("too many callers wait");
            server.resume();
            CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new))
                    .handle((all, crowd) -> "ended")
                    .join();
            assertThat(cache.lookUp("ann").degraded()).isFalse();
            assertThat(degraded).hasValue(0);
        }
    }
}
