package dev.redkeep.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.testing.RedisServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;

/** Connections that break under many threads: which of them mean that Redis is away. */
@Timeout(120)
class LostConnectionsTest {
    private static final int THREADS = 8;

    private final RedisServer server = RedisServer.start();
    private final Redis redis = Redis.connect(Patience.of(server.uri()));
    private final Database database = new Database().with("bob", "Bob");
    private final Events events = new Events();
    private final AtomicInteger rounds = new AtomicInteger();
    private volatile boolean over;

    private LoadingCache<String, String> cache(Duration probeEvery) {
        CacheOptions options =
                OnRedis.options().probeEvery(probeEvery).listener(events).build();
        return Cache.on(redis, OnRedis.PLAIN, options, database);
    }

    @AfterEach
    void close() {
        redis.close();
        server.close();
    }

    /** Some only read, some change values. */
    private CompletableFuture<Void> use(LoadingCache<String, String> cache) {
        return Apart.run(() -> Together.run(THREADS, thread -> {
            for (int i = 0; !over; i++) {
                cache.get("name" + i % 50);
                cache.get("bob");
                if (thread % 4 == 0) {
                    change(cache, "name" + i % 50);
                }
                rounds.incrementAndGet();
            }
        }));
    }

    private static void change(LoadingCache<String, String> cache, String key) {
        try {
            cache.invalidate(key);
        } catch (RedisException told) {
            assertThat(told).hasMessageNotContaining(key);
        }
    }

    private void awaitUse() {
        int now = rounds.get();
        await().until(() -> rounds.get() >= now + 10 * THREADS);
    }

    private static void cut(RedisClient raw) {
        raw.executeCommand(new CommandArguments(Command.CLIENT).addObjects("KILL", "TYPE", "normal", "SKIPME", "yes"));
    }

    @Test
    void in_an_idle_time_fail_no_invalidation_and_make_no_hit_a_miss() {
        LoadingCache<String, String> cache = cache(Duration.ofHours(1));
        try (RedisClient raw = Patience.raw(server.uri())) {
            for (int i = 0; i < 10; i++) {
                assertThat(cache.get("bob")).contains("Bob");
                cut(raw);
                assertThat(cache.get("bob")).contains("Bob");
                cut(raw);
                cache.invalidate("ann");
                cut(raw);
                cache.clear();
                assertThat(cache.getIfPresent("bob")).isEmpty();
            }
        }
        assertThat(database.reads).hasValue(10);
        assertThat(events.told).isEmpty();
        assertThat(redis.stats().failures()).isZero();
    }

    @Test
    void of_a_server_that_is_there_concern_nobody_but_their_callers() {
        LoadingCache<String, String> cache = cache(Duration.ofHours(1));
        CompletableFuture<Void> use = use(cache);
        try (RedisClient raw = Patience.raw(server.uri())) {
            for (int i = 0; i < 20; i++) {
                awaitUse();
                cut(raw);
            }
        }
        awaitUse();
        over = true;
        use.join();
        assertThat(events.told).isEmpty();
        assertThat(cache.lookUp("bob").degraded()).isFalse();
        assertThat(cache.stats().degraded()).isLessThan(rounds.get() / 2);
    }

    @Test
    void of_a_server_that_dies_mean_that_it_is_away_once_and_back_once() {
        LoadingCache<String, String> cache = cache(Duration.ofMillis(20));
        CompletableFuture<Void> use = use(cache);
        awaitUse();
        server.kill();
        await().until(() -> events.told.contains("degraded"));
        awaitUse();
        server.restart();
        await().until(() -> events.told.contains("recovered"));
        awaitUse();
        over = true;
        use.join();
        assertThat(events.told).containsExactly("degraded", "recovered");
        assertThat(cache.lookUp("bob").degraded()).isFalse();
    }
}
