package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.Fixture.KEY;
import static dev.redkeep.core.client.Fixture.MARKER;
import static dev.redkeep.core.client.Fixture.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.testing.RedisExtension;
import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.providers.PooledConnectionProvider;
import redis.clients.jedis.util.Pool;

/** Connections that end on one side or the other. */
@Timeout(300)
class BrokenConnectionTest {
    @RegisterExtension
    static final RedisExtension REDIS = RedisExtension.with(ServerOptions.defaults());

    @Test
    void a_killed_server_breaks_the_connection_and_then_refuses_the_next(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server))) {
            server.kill();
            Failures.of(() -> Fixture.set(redis, KEY, MARKER))
                    .is(RedisUnavailableException.class)
                    .during("test.set")
                    .onText()
                    .mayHaveRun()
                    .says("the connection broke")
                    .remedy("Redis restarted or closed it. Try again only if running it twice does no harm.");
            Failures.of(() -> Fixture.set(redis, KEY, MARKER))
                    .is(RedisUnavailableException.class)
                    .neverRan()
                    .says("connection refused")
                    .remedy("Start Redis, or check REDIS_ADDR.");
        }
    }

    @Test
    void a_command_that_only_reads_may_be_tried_again_and_says_so(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server))) {
            server.kill();
            Failures.of(() -> Fixture.get(redis, KEY))
                    .is(RedisUnavailableException.class)
                    .mayHaveRun()
                    .says("the connection broke")
                    .remedy("Redis restarted or closed it. It only reads, so trying again does no harm.");
        }
        server.restart();
        try (Redis redis = Redis.connect(Fixture.options(server))) {
            server.kill();
            RuntimeException failure = redis.executeAll(
                            "test.get", List.of(KEY), (commands, key) -> commands.get(key.bytes()))
                    .get(0)
                    .failure()
                    .orElseThrow();
            Failures.of(failure).mayHaveRun().remedy("It only reads, so trying again does no harm.");
        }
    }

    @Test
    void a_batch_to_a_server_that_is_away_fails_in_each_of_its_parts(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server))) {
            server.kill();
            for (int i = 0; i < 2; i++) {
                List<Outcome<byte[]>> outcomes =
                        redis.executeAll("test.all", List.of(KEY, KEY), (commands, key) -> commands.get(key.bytes()));
                assertThat(outcomes)
                        .hasSize(2)
                        .allSatisfy(outcome -> Failures.of(outcome.failure().orElseThrow())
                                .is(RedisUnavailableException.class)
                                .during("test.all")
                                .onText());
            }
            assertThat(redis.stats().failures()).isEqualTo(2);
        }
    }

    @Test
    void after_a_restart_one_failure_clears_all_idle_connections(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server))) {
            await().atMost(GENEROUS).until(() -> {
                fillPool(redis);
                return Fixture.figures(redis).idle() > 1;
            });
            server.restart();
            Failures.of(() -> Fixture.set(redis, KEY, MARKER)).is(RedisUnavailableException.class);
            for (int i = 0; i < 30; i++) {
                assertThatCode(() -> Fixture.set(redis, KEY, MARKER)).doesNotThrowAnyException();
            }
        }
    }

    /** Scripts that take a moment, so that each thread needs a connection of its own. */
    private static void fillPool(Redis redis) {
        var slow = Fixture.script(
                "test.slow",
                "-- KEYS[1] a text\nfor i = 1, 3e6 do local x = i % 7 end\nreturn 1",
                ScriptReply::integer);
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(i -> new Thread(() -> redis.run(slow.on(KEY))))
                .toList();
        threads.forEach(Thread::start);
        threads.forEach(thread -> assertThatCode(thread::join).doesNotThrowAnyException());
    }

    @Test
    void a_killed_client_connection_is_one_failure_of_a_write(RedisServer server) {
        try (Redis redis = Redis.connect(Fixture.options(server))) {
            raw(server, "CLIENT", "KILL", "TYPE", "normal");
            Failures.of(() -> Fixture.set(redis, KEY, MARKER))
                    .is(RedisUnavailableException.class)
                    .says("the connection broke");
            Fixture.set(redis, KEY, MARKER);
        }
    }

    @Test
    void a_socket_that_died_in_the_pool_is_found_before_anything_is_sent_and_another_serves_even_a_write(
            RedisServer server) throws Exception {
        PooledConnectionProvider provider = new PooledConnectionProvider(new HostAndPort(server.host(), server.port()));
        Pool<Connection> pool = provider.getPool();
        try (PooledTransport transport = new PooledTransport(
                SinglePrimary.at(new HostAndPort(server.host(), server.port()), provider),
                new Opener(new Sockets(), 20),
                RedisProtocol.RESP2,
                Timeouts.defaults(),
                PoolOptions.defaults())) {
            try (Connection connection = pool.getResource()) {
                connection.ping();
            }
            Connection idle = pool.borrowObject();
            idle.forceDisconnect();
            pool.returnObject(idle);

            long deadline = System.nanoTime() + Fixture.GENEROUS.toNanos();
            assertThat(transport.execute(transport.commands().append(KEY.bytes(), new byte[1]), deadline))
                    .isEqualTo(1);
        }
    }
}
