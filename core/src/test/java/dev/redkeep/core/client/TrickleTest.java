package dev.redkeep.core.client;

import static dev.redkeep.core.client.Fixture.GENEROUS;
import static dev.redkeep.core.client.Fixture.KEY;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** A reply that comes a byte at a time, each well within the socket's time limit, and never ends. */
@Timeout(300)
class TrickleTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    /** The answers to what Jedis says of itself when it connects. */
    private static final String CONNECTED = "+OK\r\n+OK\r\n";

    private static void drip(ServerSocket listener, String first) {
        try (Socket socket = listener.accept();
                OutputStream out = socket.getOutputStream()) {
            out.write((CONNECTED + first + "$100000\r\n").getBytes(US_ASCII));
            while (true) {
                out.write('x');
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (IOException | InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("try") // it is closed in the midst of its use
    private static Throwable reading(boolean closing, Duration deadline) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread dripping = new Thread(() -> drip(listener, ""));
            dripping.setDaemon(true);
            dripping.start();
            var address = new HostAndPort("127.0.0.1", listener.getLocalPort());
            var provider = new PooledConnectionProvider(address, config());
            try (PooledTransport transport = new PooledTransport(
                    SinglePrimary.at(address, provider),
                    new Opener(new Sockets(), 8),
                    RedisProtocol.RESP2,
                    new Timeouts(LONG, LONG, LONG, LONG),
                    PoolOptions.defaults())) {
                var get = transport.commands().get(KEY.bytes());
                CompletableFuture<Throwable> thrown = CompletableFuture.supplyAsync(
                        () -> catchThrowable(() -> transport.execute(get, System.nanoTime() + deadline.toNanos())));
                if (closing) {
                    await().atMost(GENEROUS).until(() -> provider.getPool().getNumActive() == 1);
                    transport.close();
                }
                return thrown.orTimeout(120, TimeUnit.SECONDS).join();
            }
        }
    }

    private static redis.clients.jedis.JedisClientConfig config() {
        return redis.clients.jedis.DefaultJedisClientConfig.builder()
                .autoNegotiateProtocol(false)
                .hostAndPortMapper(OnlyIdle::address)
                .socketTimeoutMillis((int) LONG.toMillis())
                .build();
    }

    @Test
    void a_reply_that_trickles_ends_by_the_deadline() throws IOException {
        RuntimeException failure = (RuntimeException) reading(false, Duration.ofMillis(300));
        assertThat(new Translation("test.get", null).of(failure)).isInstanceOf(RedisTimeoutException.class);
    }

    /** The watch cuts the lane's connection, since nobody else can end a read in the midst of a reply. */
    @Test
    void a_reply_that_trickles_on_a_lane_ends_by_the_deadline_too() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread dripping = new Thread(() -> drip(listener, "+PONG\r\n$4\r\nread\r\n"));
            dripping.setDaemon(true);
            dripping.start();
            try (LaneFixture lanes = new LaneFixture(new HostAndPort("127.0.0.1", listener.getLocalPort()), LONG)) {
                var get = LaneFixture.COMMANDS.get(KEY.bytes());
                assertThat(lanes.call(get, LONG)).isEqualTo("read".getBytes(US_ASCII)); // it is connected now
                var late = lanes.start(get, Duration.ofMillis(300));
                await().pollInterval(Duration.ofMillis(5)).atMost(GENEROUS).until(() -> {
                    lanes.lane.look();
                    return late.isDone();
                });
                Throwable failure = catchThrowable(late::get).getCause();
                assertThat(new Translation("test.get", null).of((RuntimeException) failure))
                        .isInstanceOf(RedisTimeoutException.class);
            }
        }
    }

    @Test
    void closing_the_client_ends_what_is_being_read() throws IOException {
        RuntimeException failure = (RuntimeException) reading(true, LONG);
        assertThat(new Translation("test.get", null).of(failure)).isInstanceOf(RedisUnavailableException.class);
    }
}
