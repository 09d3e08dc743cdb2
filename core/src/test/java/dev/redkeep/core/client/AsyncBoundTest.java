package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.testing.RedisExtension;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.RedisClient;

/** Asynchronous calls on a server that is stopped in its tracks: few threads, and none is left without an answer. */
@Timeout(300)
class AsyncBoundTest {
    @RegisterExtension
    static final RedisExtension REDIS = RedisExtension.with(ServerOptions.defaults());

    private static final int CALLS = 3_000;
    /** Far below a thread for each call, and above what the pool, the connections and the JVM itself may start. */
    private static final int MOST_NEW_THREADS = 60;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @EnumSource
    void many_calls_take_few_threads_and_end_with_the_client(ConnectionMode mode, RedisServer server) throws Exception {
        RedisOptions options =
                Fixture.options(server).toBuilder().connectionMode(mode).build();
        List<CompletableFuture<?>> calls;
        try (Redis redis = Redis.connect(options)) {
            server.pause();
            calls = startMany(redis.within(Duration.ofMinutes(5)));
        }
        try {
            allFail(calls);
        } finally {
            server.resume();
        }
    }

    @Test
    void a_wrapped_client_takes_few_threads_too(RedisServer server) throws Exception {
        List<CompletableFuture<?>> calls;
        try (RedisClient jedis = RedisClient.create(server.host(), server.port())) {
            try (Redis redis = Redis.wrap(jedis)) {
                server.pause();
                calls = startMany(redis);
            }
            try {
                allFail(calls);
            } finally {
                server.resume();
            }
            assertThat(jedis.ping()).isEqualTo("PONG");
        }
    }

    private List<CompletableFuture<?>> startMany(Redis redis) {
        threads.resetPeakThreadCount();
        int before = threads.getThreadCount();
        List<CompletableFuture<?>> calls = IntStream.range(0, CALLS)
                .<CompletableFuture<?>>mapToObj(
                        i -> redis.executeAsync("test.get", KEY, commands -> commands.get(KEY.bytes()))
                                .toCompletableFuture())
                .toList();
        assertThat(threads.getPeakThreadCount() - before).isLessThan(MOST_NEW_THREADS);
        return calls;
    }

    private static void allFail(List<CompletableFuture<?>> calls) {
        for (CompletableFuture<?> call : calls) {
            assertThatThrownBy(() -> call.get(120, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(RedisException.class);
        }
    }
}
