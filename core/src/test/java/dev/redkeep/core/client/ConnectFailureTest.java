package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.Fixture.KEY;
import static dev.redkeep.core.client.Fixture.MARKER;
import static dev.redkeep.core.client.Fixture.raw;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.redkeep.testing.RedisServer;
import dev.redkeep.testing.ServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** What keeps a client from being built, and what it says then. */
class ConnectFailureTest {
    /** Not one of those that the system gives out, from which a connect could even reach itself. */
    private static final int NOBODY = 1;

    private static Failures connecting(RedisOptions options) {
        return Failures.of(() -> Redis.connect(options).close())
                .during("connect")
                .onNoKey()
                .neverRan();
    }

    private static Failures connecting(RedisServer server, Credentials credentials) {
        return connecting(RedisOptions.builder()
                .connectionMode(Fixture.MODE)
                .timeouts(Fixture.PATIENT)
                .standalone(server.host(), server.port())
                .credentials(credentials)
                .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void nobody_listens(String host) {
        connecting(RedisOptions.builder()
                        .connectionMode(Fixture.MODE)
                        .timeouts(Fixture.PATIENT)
                        .standalone(host, NOBODY)
                        .build())
                .is(RedisUnavailableException.class)
                .says("connect to " + host + ":" + NOBODY + ": connection refused")
                .remedy("Start Redis, or check REDIS_ADDR.");
    }

    @Test
    void the_server_has_no_such_database() {
        try (RedisServer server = RedisServer.start(ServerOptions.defaults())) {
            connecting(Fixture.options(server).toBuilder().database(9_999).build())
                    .is(RedisException.class)
                    .says("the server has no database of that number (ERR)")
                    .remedy("Check REDIS_DB, or the number in the URI, against CONFIG GET databases.");
        }
    }

    @Test
    void something_else_than_redis_listens() throws IOException {
        try (ServerSocket web = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answer = CompletableFuture.runAsync(() -> {
                try (Socket caller = web.accept()) {
                    caller.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                    caller.getInputStream().readAllBytes();
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            });
            connecting(RedisOptions.builder()
                            .connectionMode(Fixture.MODE)
                            .timeouts(Fixture.PATIENT)
                            .standalone("127.0.0.1", web.getLocalPort())
                            .build())
                    .is(RedisUnavailableException.class)
                    .says("no Redis answered here")
                    .remedy("Check the port in REDIS_ADDR; if it is one for TLS, write rediss://.");
            answer.exceptionally(gone -> null).join();
        }
    }

    @Test
    void nothing_leads_to_the_address() {
        for (SocketException lost : List.of(
                new NoRouteToHostException("No route to host"),
                new ConnectException("Network is unreachable (connect failed)"),
                new SocketException("Network is unreachable"))) {
            NotSentException notSent = new NotSentException(new JedisConnectionException(lost));
            Failures.of(Translation.connecting(RedisOptions.defaults()).of(notSent))
                    .is(RedisUnavailableException.class)
                    .neverRan()
                    .says("connect to localhost:6379: the address cannot be reached")
                    .remedy("Check REDIS_ADDR, the route and the firewall.");
        }
    }

    @Test
    void the_host_is_unknown() {
        connecting(RedisOptions.builder()
                        .connectionMode(Fixture.MODE)
                        .timeouts(Fixture.PATIENT)
                        .standalone("nowhere.invalid", 6379)
                        .build())
                .is(RedisUnavailableException.class)
                .says("unknown host")
                .remedy("Check REDIS_ADDR and the DNS.");
    }

    @Test
    void the_server_wants_a_password_or_another_one() {
        try (RedisServer server = RedisServer.start(ServerOptions.defaults().withPassword("right-" + MARKER))) {
            connecting(server, Credentials.none())
                    .is(RedisAuthenticationException.class)
                    .says("Redis wants a password (NOAUTH)")
                    .remedy("Set REDIS_PASSWORD, or the user and password of the URI.");
            connecting(server, Credentials.password("wrong-" + MARKER))
                    .is(RedisAuthenticationException.class)
                    .says("Redis refused the user or password (WRONGPASS)")
                    .remedy("Check REDIS_PASSWORD against requirepass or the ACL; percent-encode it in a URI.");
            connecting(server, Credentials.user("nobody", MARKER))
                    .is(RedisAuthenticationException.class)
                    .says("(WRONGPASS)");
            assertThatCode(() -> Redis.connect(Fixture.options(server)).close()).doesNotThrowAnyException();
        }
    }

    @Test
    void the_server_has_too_many_clients() {
        List<Connection> crowd = new ArrayList<>();
        try (RedisServer server = RedisServer.start(ServerOptions.defaults().withMaxClients(8));
                Redis there = Redis.connect(Fixture.pool(Fixture.options(server), 1))) {
            HostAndPort address = new HostAndPort(server.host(), server.port());
            assertThatThrownBy(() -> Stream.generate(() -> new Connection(address))
                            .limit(9)
                            .forEach(one -> {
                                crowd.add(one);
                                one.ping();
                            }))
                    .isInstanceOf(JedisException.class);
            connecting(Fixture.options(server))
                    .is(RedisTooManyClientsException.class)
                    .says("Redis has reached maxclients")
                    .remedy("Raise maxclients, lower REDIS_POOL_SIZE, or find clients that leak connections.");
            assertThat(there.health().status()).isEqualTo(RedisHealth.Status.HEALTHY);
        } finally {
            crowd.forEach(Connection::close);
        }
    }

    @Test
    void the_server_is_loading_its_data_and_serves_it_later() {
        // eight seconds at least, so that this thread may be late with its look
        ServerOptions slow = ServerOptions.defaults().withAppendOnly().withOption("key-load-delay", "400");
        try (RedisServer server = RedisServer.start(slow);
                Redis redis = Redis.connect(Fixture.options(server))) {
            raw(server, "EVAL", "for i = 1, 20000 do redis.call('SET', 'k' .. i, i) end", "0");
            Fixture.set(redis, KEY, MARKER);
            server.kill();
            CompletableFuture<Void> restart = CompletableFuture.runAsync(server::restart);
            await().atMost(GENEROUS)
                    .untilAsserted(() -> Failures.of(() -> Fixture.get(redis, KEY))
                            .is(RedisUnavailableException.class)
                            .during("test.get")
                            .onText()
                            .neverRan()
                            .says("Redis is loading its data (LOADING)")
                            .remedy("Wait until it has read its dump; this takes longer with more data."));
            await().atMost(GENEROUS)
                    .ignoreExceptions()
                    .until(() -> Fixture.get(redis, KEY).isPresent());
            restart.join();
        }
    }
}
