package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.Fixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.testing.RedisExtension;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(300)
class HealthTest {
    @RegisterExtension
    static final RedisExtension REDIS = RedisExtension.with(ServerOptions.defaults());

    private static final Script<Long> SLOW = Fixture.script(
            "test.slow", "-- KEYS[1] a text\nfor i = 1, 5e6 do local x = i % 7 end\nreturn 1", ScriptReply::integer);

    @Test
    void a_server_that_answers_is_healthy(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.pool(Fixture.options(server), 3))) {
            RedisHealth health = redis.health();
            assertThat(health.status()).isEqualTo(RedisHealth.Status.HEALTHY);
            assertThat(health.problem()).isEmpty();
            assertThat(health.latency()).isPositive();
            assertThat(health.pool()).contains(new PoolFigures(3, 0, 1, 0));
        }
    }

    @Test
    void a_server_that_is_away_or_stuck_is_down_and_the_remedy_is_told(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.impatient(server))) {
            server.pause();
            RedisHealth stuck = redis.health();
            assertThat(stuck.status()).isEqualTo(RedisHealth.Status.DOWN);
            assertThat(stuck.problem().orElseThrow())
                    .startsWith("health: no answer")
                    .endsWith("time limits.");
            server.kill();
            await().atMost(GENEROUS).untilAsserted(() -> {
                RedisHealth away = redis.health();
                assertThat(away.status()).isEqualTo(RedisHealth.Status.DOWN);
                assertThat(away.problem()).contains("health: connection refused. Start Redis, or check REDIS_ADDR.");
                assertThat(away.pool()).isPresent();
            });
            server.restart(); // a lane waits a moment before it connects again
            await().atMost(GENEROUS)
                    .untilAsserted(() -> assertThat(redis.health().status()).isEqualTo(RedisHealth.Status.HEALTHY));
        }
    }

    @Test
    void a_pool_on_which_callers_wait_is_degraded(RedisServer server) {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        AtomicBoolean go = new AtomicBoolean(true);
        try (Redis redis = Redis.connect(Fixture.pool(Fixture.options(server), 1))) {
            CompletableFuture<?>[] callers = new CompletableFuture<?>[8];
            for (int i = 0; i < callers.length; i++) {
                callers[i] = CompletableFuture.runAsync(
                        () -> {
                            while (go.get()) {
                                redis.run(SLOW.on(KEY));
                                LockSupport.parkNanos(20_000_000); // who comes back at once overtakes who waits
                            }
                        },
                        threads);
            }
            await().atMost(GENEROUS).untilAsserted(() -> {
                RedisHealth health = redis.health();
                assertThat(health.status()).isEqualTo(RedisHealth.Status.DEGRADED);
                assertThat(health.problem())
                        .contains("callers wait for a connection: raise REDIS_POOL_SIZE, or find what holds them");
            });
            go.set(false);
            CompletableFuture.allOf(callers).join();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_closed_client_is_down(RedisServer server) {
        Redis redis = Redis.connect(Fixture.options(server));
        redis.close();
        assertThat(redis.health().status()).isEqualTo(RedisHealth.Status.DOWN);
        assertThat(redis.health().problem())
                .contains("health: the client is closed. Close it only after its last use.");
    }
}
